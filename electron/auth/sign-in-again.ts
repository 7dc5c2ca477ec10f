import type { DeskError } from '../../shared/errors';
import type { SessionView, SignInWay } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import type { Attempt } from './attempt';
import type { Tokens } from './tokens';

type Again = Extract<SessionView, { state: 'signedIn' }>['again'];

export interface SignInAgain {
  readonly way: SignInWay;
  /** the subject of the session at hand */
  readonly expected: string;
  readonly attempt: Attempt;
  readonly show: (again: Again) => void;
  /** takes the new tokens in the place of those at hand */
  readonly accept: (tokens: Tokens) => void;
  /** sends the browser to end its session at PingOne */
  readonly signOff: () => void;
  readonly unexpected: (cause: unknown) => DeskError;
  readonly log: Log;
}

/**
 * The person who is signed in shows once more that it is them. Until that has worked the session at hand is not touched.
 * Errors: those of `Attempt`; `signInCancelled` when the signal aborted.
 */
export const performSignInAgain = async (
  { way, expected, attempt, show, accept, signOff, unexpected, log }: SignInAgain,
  signal: AbortSignal,
): Promise<Result<undefined>> => {
  const signedIn = await attempt(
    { way, expected, onProgress: (progress) => show({ state: 'running', ...progress }) },
    signal,
  ).catch((cause: unknown) => fail(unexpected(cause)));
  // whoever gave it up has more to show than that
  if (signal.aborted) return fail({ code: 'signInCancelled' });
  if (!signedIn.ok) {
    const { error } = signedIn;
    log.warn('session.not-signed-in-again', { error: error.code });
    // the browser of this computer knows them now; a phone is their own
    if (error.code === 'someoneElse' && way === 'browser') signOff();
    show({ state: 'failed', error });
    return signedIn;
  }
  accept(signedIn.value);
  log.info('session.signed-in-again');
  show(null);
  return ok(undefined);
};
