import { fail, ok, type Result } from '../../shared/result';
import type { KeptSession } from './kept-session';
import type { Oidc } from './oidc';
import type { StoredSession } from './stored-session';
import type { Tokens } from './tokens';

export interface Restored extends StoredSession {
  readonly tokens: Tokens;
  /** whether PingOne gave a new refresh token: the one that is stored is worthless then */
  readonly rotated: boolean;
}

/**
 * Fresh tokens from what the keychain holds; null when it holds nothing. What PingOne has ended is removed, and in every
 * other failure stays. Errors: those of `KeptSession.load` and `Oidc.refresh`.
 */
export const restoreSession = async (
  kept: KeptSession,
  oidc: Oidc,
): Promise<Result<Restored | null>> => {
  const loaded = await kept.load();
  if (!loaded.ok || loaded.value === null) return loaded.ok ? ok(null) : loaded;
  const { subject, refreshToken } = loaded.value;
  // not to be aborted: the answer may hold the only refresh token that is still good
  const refreshed = await oidc.refresh(refreshToken, new AbortController().signal);
  if (!refreshed.ok) {
    if (refreshed.error.code === 'sessionEnded') await kept.discard();
    return refreshed;
  }
  const { claims } = refreshed.value;
  if (claims !== null && claims.sub !== subject) {
    await kept.discard();
    return fail({ code: 'sessionEnded' });
  }
  const next = refreshed.value.refreshToken ?? refreshToken;
  return ok({
    subject,
    refreshToken: next,
    rotated: next !== refreshToken,
    tokens: { ...refreshed.value, refreshToken: next },
  });
};
