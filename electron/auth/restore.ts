import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import type { KeptSession } from './kept-session';
import type { Oidc } from './oidc';
import { createRenew, isLost, type Renewed } from './renewal';

export interface Restored extends Renewed {
  readonly subject: string;
}

export interface NotRestored {
  readonly error: DeskError;
  /** No refresh token went out whose answer was lost: trying again costs nothing. */
  readonly harmless: boolean;
}

/**
 * Fresh tokens from what the keychain holds; null when it holds nothing. What PingOne has ended is removed, and in every
 * other failure stays. Errors: those of `KeptSession.load` and `Oidc.refresh`.
 */
export const restoreSession = async (
  kept: KeptSession,
  oidc: Oidc,
): Promise<Result<Restored | null, NotRestored>> => {
  const loaded = await kept.load();
  if (!loaded.ok) return fail({ error: loaded.error, harmless: false });
  if (loaded.value === null) return ok(null);
  const { subject, refreshToken } = loaded.value;
  // not to be aborted: the answer may hold the only refresh token that is still good
  const { signal } = new AbortController();
  const reached = await oidc.metadata(signal);
  if (!reached.ok) return fail({ error: reached.error, harmless: true });
  const renew = createRenew({
    refresh: (token, until) => oidc.refresh(token, until),
    newest: (token) => kept.newest({ subject, refreshToken: token }),
  });
  const renewed = await renew(refreshToken, signal);
  if (!renewed.ok) {
    const { error } = renewed;
    if (error.code === 'sessionEnded') await kept.discard();
    return fail({ error, harmless: !isLost(error.code) });
  }
  const { claims } = renewed.value.tokens;
  if (claims !== null && claims.sub !== subject) {
    await kept.discard();
    return fail({ error: { code: 'sessionEnded' }, harmless: false });
  }
  return ok({ subject, ...renewed.value });
};
