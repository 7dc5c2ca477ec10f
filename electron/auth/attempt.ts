import type { DeskError } from '../../shared/errors';
import type { SignInProgress, SignInWay } from '../../shared/ipc/views';
import { fail, type Result } from '../../shared/result';
import type { Oidc } from './oidc';
import { signInByPhone, type Sleep } from './phone-sign-in';
import { performSignIn, type OpenExternal } from './sign-in';
import type { Tokens } from './tokens';

export interface AttemptOptions {
  readonly way: SignInWay;
  /** who it has to be; null: anybody */
  readonly expected: string | null;
  readonly onProgress: (progress: SignInProgress) => void;
}

/**
 * One sign-in, one way or the other, to the tokens of a person: `claims` says whose. Nothing is stored, and tokens of
 * anybody but the expected person never leave it. Errors: those of `performSignIn` and `signInByPhone`, `someoneElse`,
 * `cancelled` when the signal aborted.
 */
export type Attempt = (options: AttemptOptions, signal: AbortSignal) => Promise<Result<Tokens>>;

export interface AttemptDependencies {
  readonly oidc: Oidc;
  /** the browser is told to ask for the password, whoever it still knows */
  readonly asksForPassword: boolean;
  readonly openExternal: OpenExternal;
  readonly redirectPort: number;
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** Milliseconds that a person may take in the browser; on a phone PingOne says how long. */
const browserPatience = 300_000;
/** Seconds by which our clock may go wrong during one sign-in. */
const clockDrift = 30;

/**
 * Whether somebody typed their password during this sign-in, `took` milliseconds long. `prompt=login` stands in an
 * address that a person can change, so PingOne's times are compared; where it names none, the prompt is all there is.
 */
const isFresh = ({ claims }: Tokens, took: number): boolean =>
  claims?.auth_time === undefined || claims.iat - claims.auth_time <= took / 1_000 + clockDrift;

export const createAttempt = (dependencies: AttemptDependencies): Attempt => {
  const { oidc, asksForPassword, openExternal, redirectPort, now, sleep } = dependencies;

  return async ({ way, expected, onProgress }, signal) => {
    const began = now();
    const deadline = began + browserPatience;
    const show = (progress: SignInProgress): void => {
      if (!signal.aborted) onProgress(progress);
    };
    const onPhase = (phase: SignInProgress['phase']): void =>
      show({ phase, deadline, phone: null });
    const refuse = (tokens: Tokens): DeskError | null => {
      if (tokens.claims === null) return { code: 'badResponse', status: 200, html: false };
      if (expected !== null && tokens.claims.sub !== expected) return { code: 'someoneElse' };
      if (way === 'browser' && asksForPassword && !isFresh(tokens, now() - began))
        return { code: 'signInRefused', reason: 'login_required' };
      return null;
    };

    onPhase('opening');
    const signedIn =
      way === 'phone'
        ? await signInByPhone({ oidc, now, sleep, onProgress: show, refuse }, signal)
        : await performSignIn(
            { oidc, openExternal, redirectPort, patience: browserPatience, onPhase, refuse },
            signal,
          );
    return signal.aborted ? fail({ code: 'cancelled' }) : signedIn;
  };
};
