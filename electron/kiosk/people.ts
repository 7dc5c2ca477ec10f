import { searchMinimum, type KioskPerson, type SearchResult } from '../../shared/kiosk/view';
import { fail, ok, type Result } from '../../shared/result';
import type { Populations } from '../pingone/populations';
import type { User, Users } from '../pingone/users';
import { exactly, startsLike, startsLikeWithoutPrefixes } from './search-filter';

/** Found at most, by each of the two questions. */
const limit = 10;

export interface FoundPerson {
  readonly person: KioskPerson;
  /** as the directory has it */
  readonly phone: string | null;
}

/** Finding people in the directory, and what is in their way. */
export interface People {
  /** Exact matches first, then those that begin like it. Errors: `invalidInput`, `cancelled` (a newer search). */
  search(text: string): Promise<Result<SearchResult>>;
  /** Errors: `personGone`. */
  read(userId: string): Promise<Result<FoundPerson>>;
}

export interface PeopleDependencies {
  readonly users: Users;
  readonly populations: Populations;
  readonly signal: () => AbortSignal;
}

export const createPeople = ({ users, populations, signal }: PeopleDependencies): People => {
  let searching = new AbortController();
  let names: Promise<ReadonlyMap<string, string>> | null = null;

  /** Read once; without the right to do so, people are told apart by what else is known. */
  const populationNames = (): Promise<ReadonlyMap<string, string>> =>
    (names ??= populations.names({ signal: signal() }).then((read) => {
      if (read.ok) return read.value;
      if (read.error.code !== 'forbidden') names = null;
      return new Map();
    }));

  const personOf = async (user: User): Promise<KioskPerson> => ({
    id: user.id,
    username: user.username,
    name: user.name,
    email: user.email,
    population:
      user.populationId === null
        ? null
        : ((await populationNames()).get(user.populationId) ?? null),
    enabled: user.enabled,
    locked: user.locked,
    mfaEnabled: user.mfaEnabled,
  });

  return {
    async search(text) {
      searching.abort();
      searching = new AbortController();
      const wanted = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
      if (Array.from(wanted).length < searchMinimum)
        return fail({ code: 'invalidInput', fields: ['text'] });
      const context = { signal: AbortSignal.any([searching.signal, signal()]) };
      const [exact, like] = await Promise.all([
        users.search(exactly(wanted), limit, context),
        users.search(startsLike(wanted), limit, context),
      ]);
      // prefixes are not supported for every attribute in every environment (Q23)
      const similar =
        !like.ok && like.error.code === 'refused'
          ? await users.search(startsLikeWithoutPrefixes(wanted), limit, context)
          : like;
      if (!exact.ok) return exact;
      if (!similar.ok) return similar;
      const found = new Map([...exact.value.users, ...similar.value.users].map((u) => [u.id, u]));
      return ok({
        text: wanted,
        people: await Promise.all([...found.values()].map(personOf)),
        more: exact.value.more || similar.value.more,
      });
    },

    async read(userId) {
      const read = await users.read(userId, { signal: signal() });
      if (!read.ok)
        return read.error.code === 'notFound' ? fail({ ...read.error, code: 'personGone' }) : read;
      return ok({ person: await personOf(read.value), phone: read.value.phone });
    },
  };
};
