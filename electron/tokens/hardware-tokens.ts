import { setMaxListeners } from 'node:events';
import type { DeskError } from '../../shared/errors';
import type { Resync, TokenList, TokenView } from '../../shared/ipc/views';
import { rights, type RightAction } from '../../shared/kiosk/rights';
import { fail, ok, type Result } from '../../shared/result';
import { maskedContact } from '../devices/contact';
import type { Note } from '../kiosk/notes';
import type { OathToken, OathTokens } from '../pingone/oath-tokens';
import type { Users } from '../pingone/users';

/** Hardware tokens of the environment, for an operator at a kiosk in whose hands the screen is. */
export interface HardwareTokens {
  /**
   * The first 20 tokens whose serial number begins like this. Errors: `notAllowed`, `reauthenticationRequired`,
   * `invalidInput` (nothing was typed), `rightMissing`, `cancelled` (a newer search).
   */
  find(text: string): Promise<Result<TokenList>>;
  /**
   * Brings a token back in step with PingOne. `second`: this is the code after one that PingOne has taken. Errors: as
   * above, and `codeUsed` (the same code twice), `codesNotConsecutive`, `tokenNotFound`, `recordNotWritten`.
   */
  resync(tokenId: string, codes: readonly string[], second: boolean): Promise<Result<Resync>>;
}

/** Who looks after tokens, until `signal` aborts. */
export interface TokenOperator {
  readonly signal: AbortSignal;
  readonly note: Note;
}

export interface HardwareTokensDependencies {
  readonly tokens: OathTokens;
  readonly users: Pick<Users, 'read'>;
  /** Errors: `notAllowed` on a workstation and while the screen is not an operator's, `reauthenticationRequired`. */
  readonly operator: () => Result<TokenOperator>;
}

/** As many as a screen shows, and as many people are asked for. */
const mostShown = 20;

/** A right of its own is missing, and can be named. */
const namingRight = (error: DeskError, action: RightAction): DeskError =>
  error.code === 'forbidden'
    ? { ...error, code: 'rightMissing', permission: rights[action].permission }
    : error;

export const createHardwareTokens = (dependencies: HardwareTokensDependencies): HardwareTokens => {
  const { tokens, users, operator } = dependencies;
  let searching = new AbortController();
  /** the tokens of the last search: what the record says of one */
  let found: readonly OathToken[] = [];

  const nameOf = async (userId: string, signal: AbortSignal): Promise<string | null> => {
    const read = await users.read(userId, { signal });
    return read.ok ? (read.value.name ?? read.value.username) : null;
  };

  const viewsOf = async (some: readonly OathToken[], signal: AbortSignal): Promise<TokenView[]> => {
    // all are asked for at once: more listeners than Node expects, and no leak
    setMaxListeners(0, signal);
    const ids = new Set(some.flatMap(({ boundTo }) => boundTo?.userId ?? []));
    const names = new Map(
      await Promise.all(
        [...ids].map(async (userId) => [userId, await nameOf(userId, signal)] as const),
      ),
    );
    return some.map(({ boundTo, ...token }) => ({
      ...token,
      boundTo:
        boundTo === null
          ? null
          : { userId: boundTo.userId, name: names.get(boundTo.userId) ?? null },
    }));
  };

  const record = (
    { note }: TokenOperator,
    tokenId: string,
    resynced: Result<OathToken | null>,
  ): Promise<Result<undefined>> => {
    const token =
      (resynced.ok ? resynced.value : null) ?? found.find(({ id }) => id === tokenId) ?? null;
    const userId = token?.boundTo?.userId;
    return note({
      action: 'tokenResynced',
      outcome: resynced.ok ? 'done' : 'failed',
      subject: userId === undefined ? null : { id: userId },
      device: {
        id: tokenId,
        type: 'OATH_TOKEN',
        target: token === null ? null : maskedContact(token.serialNumber),
      },
      correlationId: resynced.ok ? null : (resynced.error.reference ?? null),
      detail: resynced.ok ? null : resynced.error.code,
    });
  };

  return {
    async find(text) {
      const by = operator();
      if (!by.ok) return by;
      // people and labels put spaces and dashes into serial numbers that are no part of them
      const serial = text.replace(/[\s\p{Pd}\p{Cc}]/gu, '');
      if (serial === '') return fail({ code: 'invalidInput', fields: ['text'] });
      searching.abort();
      searching = new AbortController();
      const signal = AbortSignal.any([searching.signal, by.value.signal]);
      const page = await tokens.find(serial, mostShown, { signal });
      if (!page.ok) return fail(namingRight(page.error, 'findTokens'));
      found = page.value.tokens;
      const views = await viewsOf(page.value.tokens, signal);
      return signal.aborted
        ? fail({ code: 'cancelled' })
        : ok({ tokens: views, more: page.value.more });
    },

    async resync(tokenId, codes, second) {
      const by = operator();
      if (!by.ok) return by;
      const { signal } = by.value;
      if (new Set(codes).size < codes.length) return fail({ code: 'codeUsed' });
      const sent = await tokens.resync(tokenId, codes, { signal });
      // it always takes two (C.2): nothing in an answer to the first one would prove the token to be in step
      const completes = codes.length > 1 || second;
      if (sent.ok ? !completes : sent.error.code === 'extraCodeRequired')
        return ok({ state: 'oneMore' });
      const shown = sent.ok && sent.value === null ? await tokens.read(tokenId, { signal }) : sent;
      // that it cannot be read back changes nothing about what was done
      const resynced = sent.ok && !shown.ok ? ok(null) : shown;
      const noted = await record(by.value, tokenId, resynced);
      if (!resynced.ok) return fail(namingRight(resynced.error, 'resyncTokens'));
      if (!noted.ok) return noted;
      const [token = null] = await viewsOf(resynced.value === null ? [] : [resynced.value], signal);
      return ok({ state: 'resynced', token });
    },
  };
};
