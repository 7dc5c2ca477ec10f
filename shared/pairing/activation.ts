import { isAmbiguous } from '../ambiguous';
import type { DeskError, DeskErrorCode } from '../errors';
import { askedAgain, isCode, oneMoreCode, withSpentCode } from './challenge';
import { lockOf, type Outcome, type SeenDevice } from './event';
import { notProven, startProof } from './proof';
import { abandon, checkAgain, failed, next } from './stage';
import type { Activating, PairedDevice, PairingState } from './state';

/** PingOne did not look at the answer: it is as good as before. */
const answerUnused: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'offline',
  'hostUnreachable',
  'untrustedCertificate',
  'proxySignIn',
  'rateLimited',
  'signInRequired',
  'forbidden',
]);

const answerAgain = (state: Activating, problem: DeskError | null): PairingState => {
  const challenge = askedAgain(state.challenge, problem);
  return challenge === null
    ? abandon(state, state.device, state.description, problem ?? { code: 'responseLost' })
    : {
        ...next(state),
        name: 'responding',
        device: state.device,
        description: state.description,
        challenge,
      };
};

/** The answer was taken: what the device showed is used up, and it may know more about itself. */
const spentAnswer = ({ device, answer }: Activating, at: number): PairedDevice =>
  withSpentCode(device, answer.length, at);

/** `EXTRA_OTP_REQUIRED`: nearly there, and no failed attempt (pingone-mfa-api.md C.1). */
const onExtraCode = (state: Activating, error: DeskError, at: number): PairingState => {
  if (state.leaving) return abandon(state, state.device, state.description, null);
  const challenge = oneMoreCode(state.challenge);
  return challenge === null
    ? abandon(state, state.device, state.description, { ...error, code: 'tokenOutOfStep' })
    : {
        ...next(state),
        name: 'responding',
        device: spentAnswer(state, at),
        description: state.description,
        challenge,
      };
};

const onActive = (state: Activating, seen: SeenDevice, at: number): PairingState => {
  const device = { ...spentAnswer(state, at), description: seen.description };
  return state.leaving ? notProven({ ...state, device }, 'left') : startProof({ ...state, device });
};

const onStillPending = (state: Activating, seen: SeenDevice): PairingState => {
  const { device, description, challenge, problem } = state;
  if (state.leaving) return abandon(state, device, description, null);
  const lock = lockOf(seen);
  // what was signed is as good as before where PingOne never got it: whoever tries again sends that very answer
  if (lock === null && problem !== null && isAmbiguous(problem) && !isCode(challenge))
    return failed(state, {
      error: problem,
      left: 'pending',
      device,
      retry: { ...state, phase: 'sending', problem: null },
    });
  return answerAgain(state, lock ?? problem);
};

export const onActivateOutcome = (
  state: Activating,
  outcome: Outcome,
  at: number,
): PairingState => {
  switch (outcome.kind) {
    case 'seen':
      if (outcome.device.status === 'active') return onActive(state, outcome.device, at);
      return onStillPending(
        state.phase === 'sending' ? { ...state, problem: { code: 'unsupportedStatus' } } : state,
        outcome.device,
      );
    case 'gone':
      return failed(state, {
        error: { code: 'deviceGone' },
        left: 'nothing',
        device: null,
        retry: checkAgain(state, state.description),
      });
    case 'failed': {
      const { error } = outcome;
      if (error.code === 'extraCodeRequired') return onExtraCode(state, error, at);
      // whatever PingOne said: if the device is active now, it worked (pingone-mfa-api.md J.1 Q3)
      if (state.phase === 'sending' && !answerUnused.has(error.code))
        return { ...state, ...next(state), phase: 'looking', problem: error };
      if (state.leaving) return abandon(state, state.device, state.description, null);
      if (state.phase === 'sending' && isCode(state.challenge)) return answerAgain(state, error);
      return failed(state, {
        error,
        left: 'pending',
        device: state.device,
        retry: { ...state, leaving: false },
      });
    }
    default:
      return state;
  }
};
