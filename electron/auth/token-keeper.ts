import { fail, ok, type Result } from '../../shared/result';
import type { Renew } from './renewal';
import type { Tokens } from './tokens';

export interface TokenKeeperDependencies {
  readonly renew: Renew;
  readonly now: () => number;
  /** Stores a new refresh token in the place of another; settles when that has succeeded or failed. Never rejects. */
  readonly keep: (refreshToken: string, replaced: string) => Promise<void>;
  /** PingOne knows the session no more. */
  readonly ended: () => void;
}

/** The tokens of one signed-in person, in memory. */
export interface TokenKeeper {
  hold(tokens: Tokens, subject: string): void;
  /** Newer tokens of the same person; whoever waits for a renewal gets these. Nothing where none are held. */
  replace(tokens: Tokens): void;
  refreshToken(): string | null;
  /** A token that is good for a while yet. Errors: `signInRequired`, `sessionEnded`, `cancelled`, those of `Renew`. */
  accessToken(signal: AbortSignal): Promise<Result<string>>;
  /** A newer token than the one that was refused; asks PingOne at most once, whoever else waits. */
  renew(staleToken: string, signal: AbortSignal): Promise<Result<string>>;
  /** Forgets everything and abandons a renewal that is under way. */
  drop(): void;
  /** Settles when no renewal is under way: to stop earlier may lose a refresh token that replaced the stored one. */
  settled(): Promise<void>;
}

interface Held {
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly renewAt: number;
  readonly refreshToken: string | null;
  readonly subject: string;
}

/** Milliseconds before its expiry that a token is renewed; half its life where that is shorter. */
const margin = 60_000;

/** Waits for what others wait for too: to stop waiting does not stop it. */
const unlessAborted = <T>(promise: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> =>
  new Promise((resolve, reject) => {
    const abort = (): void => resolve(fail({ code: 'cancelled' }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise
      .finally(() => {
        signal.removeEventListener('abort', abort);
      })
      .then(resolve, reject);
  });

export const createTokenKeeper = ({
  renew,
  now,
  keep,
  ended,
}: TokenKeeperDependencies): TokenKeeper => {
  let held: Held | null = null;
  let lifetime = new AbortController();
  let renewal: Promise<Result<string>> | null = null;

  const hold = (tokens: Tokens, subject: string): void => {
    const { accessToken, expiresAt, refreshToken } = tokens;
    const renewAt = expiresAt - Math.min(margin, (expiresAt - now()) / 2);
    held = { accessToken, expiresAt, renewAt, refreshToken, subject };
  };

  const forget = (): void => {
    held = null;
    renewal = null;
    lifetime.abort();
    lifetime = new AbortController();
  };

  const end = (): Result<string> => {
    ended();
    return fail({ code: 'sessionEnded' });
  };

  const perform = async (current: Held): Promise<Result<string>> => {
    const { refreshToken, subject } = current;
    if (refreshToken === null) return end();
    const mine = lifetime;
    /** The tokens at hand are others by now, or none. */
    const overtaken = (): Result<string> | null => {
      if (lifetime !== mine || held === null) return fail({ code: 'signInRequired' });
      return held === current ? null : ok(held.accessToken);
    };
    const renewed = await renew(refreshToken, mine.signal);
    const before = overtaken();
    if (before !== null) return before;
    if (!renewed.ok) return renewed.error.code === 'sessionEnded' ? end() : renewed;
    const { tokens, replaced } = renewed.value;
    if (tokens.claims !== null && tokens.claims.sub !== subject) return end();
    // first: if we stopped between the two, the stored one would already be worthless
    if (replaced !== null) await keep(tokens.refreshToken, replaced);
    const after = overtaken();
    if (after !== null) return after;
    hold(tokens, subject);
    return ok(tokens.accessToken);
  };

  const renewOnce = (current: Held): Promise<Result<string>> => {
    if (renewal !== null) return renewal;
    const mine = perform(current).finally(() => {
      if (renewal === mine) renewal = null;
    });
    renewal = mine;
    return mine;
  };

  const accessToken = async (signal: AbortSignal): Promise<Result<string>> => {
    const current = held;
    if (current === null) return fail({ code: 'signInRequired' });
    if (now() < current.renewAt) return ok(current.accessToken);
    const stillGood = now() < current.expiresAt;
    if (stillGood && current.refreshToken === null) return ok(current.accessToken);
    const renewed = await unlessAborted(renewOnce(current), signal);
    // a renewal ahead of time may fail: the token at hand is as good as it was
    return !renewed.ok && stillGood && held === current && !signal.aborted
      ? ok(current.accessToken)
      : renewed;
  };

  return {
    hold: (tokens, subject) => {
      forget();
      hold(tokens, subject);
    },
    replace(tokens) {
      if (held !== null) hold(tokens, held.subject);
      renewal = null;
    },
    refreshToken: () => held?.refreshToken ?? null,
    accessToken,
    async renew(staleToken, signal) {
      const current = held;
      if (current === null) return fail({ code: 'signInRequired' });
      if (current.accessToken !== staleToken) return accessToken(signal);
      return unlessAborted(renewOnce(current), signal);
    },
    drop: forget,
    async settled() {
      await renewal;
    },
  };
};
