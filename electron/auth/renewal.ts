import type { DeskErrorCode } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import type { Tokens } from './tokens';

export interface Renewed {
  /** with the refresh token that is good from now on */
  readonly tokens: Tokens & { readonly refreshToken: string };
  /** the refresh token that was exchanged for them, where PingOne gave another one */
  readonly replaced: string | null;
}

/**
 * Fresh tokens for a refresh token. Errors: `sessionEnded` where PingOne knows the session no more, why no answer came,
 * and what else `Oidc.refresh` names.
 */
export type Renew = (refreshToken: string, signal: AbortSignal) => Promise<Result<Renewed>>;

export interface RenewalDependencies {
  readonly refresh: (refreshToken: string, signal: AbortSignal) => Promise<Result<Tokens>>;
  /** the refresh token to use in the place of this one, see `KeptSession.newest` */
  readonly newest: (refreshToken: string) => Promise<string>;
}

/** PingOne may have exchanged the token, and its answer is lost. */
const lost: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'interrupted',
  'timedOut',
  'badResponse',
  'redirected',
]);
export const isLost = (code: DeskErrorCode): boolean => lost.has(code);

/**
 * One renewal. A refresh token whose answer was lost is used once more: PingOne may take the old one for a while, and
 * where it does not, it says that the session is over. More than that would be a loop.
 */
export const createRenew =
  ({ refresh, newest }: RenewalDependencies): Renew =>
  async (refreshToken, signal) => {
    const isAborted = (): boolean => signal.aborted;
    const exchange = async (used: string): Promise<Result<Renewed>> => {
      let refreshed = await refresh(used, signal);
      if (!refreshed.ok && isLost(refreshed.error.code) && !isAborted())
        refreshed = await refresh(used, signal);
      if (!refreshed.ok) return refreshed;
      const next = refreshed.value.refreshToken ?? used;
      return ok({
        tokens: { ...refreshed.value, refreshToken: next },
        replaced: next === used ? null : used,
      });
    };

    const used = await newest(refreshToken);
    if (isAborted()) return fail({ code: 'cancelled' });
    const renewed = await exchange(used);
    if (renewed.ok || renewed.error.code !== 'sessionEnded' || isAborted()) return renewed;
    // another window of this program may have been a moment faster
    const newer = await newest(used);
    return newer === used ? renewed : exchange(newer);
  };
