import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import { listenForCallback } from './loopback-listener';
import { createSignInSecrets, type Oidc } from './oidc';
import type { Tokens } from './tokens';

/** Opens the system browser; false when that did not work. */
export type OpenExternal = (url: URL) => Promise<boolean>;

export interface SignInDependencies {
  readonly oidc: Oidc;
  readonly openExternal: OpenExternal;
  readonly redirectPort: number;
  /** milliseconds that the browser may take to come back */
  readonly patience: number;
  readonly onPhase: (phase: 'waiting' | 'finishing') => void;
  /** why these tokens are not taken: the browser is told that nobody signed in */
  readonly refuse: (tokens: Tokens) => DeskError | null;
}

/**
 * One sign-in through the system browser, from the discovery document to validated tokens. Nothing is stored.
 * Errors: those of `discover`, `listenForCallback` and `Oidc.exchange`, `browserNotOpened`, `signInTimedOut`,
 * `cancelled` when the signal aborted, what `refuse` says.
 */
export const performSignIn = async (
  { oidc, openExternal, redirectPort, patience, onPhase, refuse }: SignInDependencies,
  signal: AbortSignal,
): Promise<Result<Tokens>> => {
  const metadata = await oidc.metadata(signal);
  if (!metadata.ok) return metadata;
  const secrets = createSignInSecrets();
  const { state } = secrets;
  const listening = await listenForCallback({ port: redirectPort, state, patience, signal });
  if (!listening.ok) return listening;
  const { redirectUri, callback } = listening.value;
  try {
    const url = oidc.authorizationUrl(metadata.value, redirectUri, secrets);
    const opened = openExternal(url).catch(() => false);
    // where opening waits for the browser to be closed again, the callback comes first
    if (!(await Promise.race([opened, callback.then(() => true)])))
      return fail({ code: 'browserNotOpened' });
    if (!signal.aborted) onPhase('waiting');
    const called = await callback;
    if (!called.ok) return called;
    onPhase('finishing');
    const exchanged = await oidc.exchange(called.value.url, secrets, signal);
    if (signal.aborted) return fail({ code: 'cancelled' });
    if (!exchanged.ok) return exchanged;
    const refusal = refuse(exchanged.value);
    if (refusal !== null) return fail(refusal);
    called.value.answer('signedIn');
    return ok(exchanged.value);
  } finally {
    listening.value.close();
  }
};
