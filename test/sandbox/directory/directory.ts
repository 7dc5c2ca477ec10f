import type { Clock } from '../clock';
import { generatedPeople } from '../people/generated-people';
import type { Seed, SeedPopulation } from '../seed';
import { userFrom, type User } from './user';

/** The users of the environment: the seed's, and those that were made up. */
export interface Directory {
  readonly populations: readonly SeedPopulation[];
  /** In the order of the seed. */
  all(): User[];
  find(id: unknown): User | undefined;
  named(username: string): User | undefined;
  remove(id: string): void;
  isLocked: (user: User) => boolean;
  /** Why this user cannot sign in; null where they can. */
  obstacle(user: User): 'disabled' | 'locked' | null;
}

export function createDirectory(seed: Seed, clock: Clock): Directory {
  const { populations } = seed;
  const [first] = populations;
  if (!first) throw new RangeError('a seed needs a population');
  const users = new Map(
    [...seed.users, ...generatedPeople(seed)].map((user) => [
      user.id,
      userFrom(user, first.id, clock.now()),
    ]),
  );
  const byName = new Map([...users.values()].map((user) => [user.username, user]));

  const isLocked = ({ lock }: User) =>
    lock !== null && (lock.until === null || lock.until > clock.now());
  return {
    populations,
    all: () => [...users.values()],
    find: (id) => (typeof id === 'string' ? users.get(id) : undefined),
    named: (username) => byName.get(username),
    remove: (id) => {
      const user = users.get(id);
      users.delete(id);
      if (user) byName.delete(user.username);
    },
    isLocked,
    obstacle: (user) => {
      if (!user.enabled) return 'disabled';
      return isLocked(user) ? 'locked' : null;
    },
  };
}
