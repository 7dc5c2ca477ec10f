import { catalog, targetOf } from '../devices/catalog';
import { isAmbiguous, type DeskError, type DeskErrorCode } from '../errors';
import { askedAgain, firstChallenge, oneMoreCode, withSpentCode } from './challenge';
import { lockOf, type Outcome, type SeenDevice } from './event';
import { notProven, startProof } from './proof';
import type {
  Abandoning,
  Activating,
  Challenge,
  Checking,
  Creating,
  Describing,
  Description,
  Failed,
  PairedDevice,
  PairingFacts,
  PairingState,
  Responding,
} from './state';

interface Stage {
  readonly facts: PairingFacts;
  readonly step: number;
}

const next = ({ facts, step }: Stage): Stage => ({ facts, step: step + 1 });

export const failed = (
  stage: Stage,
  failure: Pick<Failed, 'error' | 'left' | 'device' | 'retry'>,
): Failed => ({
  ...next(stage),
  name: 'failed',
  ...failure,
});

/** From the start once more, with what was typed before. */
const checkAgain = (stage: Stage, description: Description | null): Checking | null =>
  description === null
    ? null
    : {
        ...next(stage),
        name: 'checking',
        type: description.details.type,
        draft: { details: description.details, nickname: description.nickname },
      };

export const abandon = (
  stage: Stage,
  device: PairedDevice,
  description: Description | null,
  because: DeskError | null,
  onward: Abandoning['onward'] = 'leave',
): Abandoning => ({ ...next(stage), name: 'abandoning', device, description, because, onward });

const describeAgain = (state: Creating, problem: DeskError | null): Describing => ({
  ...next(state),
  name: 'describing',
  type: state.description.details.type,
  check: state.description.check,
  draft: { details: state.description.details, nickname: state.description.nickname },
  problem,
});

type Created = Omit<Extract<Outcome, { kind: 'created' }>, 'kind'>;

const deviceOf = (
  { details, nickname }: Description,
  { deviceId, tokenType, codeLength, codePeriod }: Created,
): PairedDevice => ({
  id: deviceId,
  type: details.type,
  target: targetOf(details.type, details),
  nickname: nickname === '' ? null : nickname,
  description: null,
  tokenType,
  codeLength,
  codePeriod,
  codeSpentAt: null,
});

const respond = (state: Creating, device: PairedDevice, challenge: Challenge): Responding => ({
  ...next(state),
  name: 'responding',
  device,
  challenge,
  description: state.description,
});

/** A device exists and waits for its activation. */
const onPending = (state: Creating, created: Created, at: number): PairingState => {
  const device = deviceOf(state.description, created);
  if (state.leaving) return abandon(state, device, state.description, null);
  if (created.objection !== null)
    return abandon(state, device, state.description, created.objection);
  const challenge = firstChallenge(catalog[device.type].challenge, created.secret, at);
  return challenge === null
    ? abandon(state, device, state.description, { code: 'responseLost' })
    : respond(state, device, challenge);
};

/** A device whose create reply was lost: all that is known is that it exists. */
const foundAgain = (deviceId: string): Created => ({
  deviceId,
  secret: null,
  objection: null,
  tokenType: null,
  codeLength: null,
  codePeriod: null,
});

const nothingCreated = (state: Creating, problem: DeskError | null): PairingState =>
  state.leaving ? { ...next(state), name: 'abandoned', left: null } : describeAgain(state, problem);

export const onCreateOutcome = (state: Creating, outcome: Outcome, at: number): PairingState => {
  if (state.phase === 'sending') {
    if (outcome.kind === 'created') return onPending(state, outcome, at);
    if (outcome.kind !== 'failed') return state;
    return isAmbiguous(outcome.error)
      ? { ...state, ...next(state), phase: 'looking', problem: outcome.error }
      : nothingCreated(state, outcome.error);
  }
  if (outcome.kind === 'found') {
    const [first, ...others] = outcome.deviceIds;
    if (first === undefined) return nothingCreated(state, state.problem);
    return others.length === 0
      ? onPending(state, foundAgain(first), at)
      : failed(state, {
          error: { code: 'severalCreated' },
          left: 'unknown',
          device: null,
          retry: null,
        });
  }
  if (outcome.kind !== 'failed') return state;
  return failed(state, {
    error: outcome.error,
    left: 'unknown',
    device: null,
    retry: { ...state, leaving: false },
  });
};

/** PingOne did not look at the answer: it is as good as before. */
const answerUnused: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'offline',
  'hostUnreachable',
  'untrustedCertificate',
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
  if (state.leaving) return abandon(state, state.device, state.description, null);
  return answerAgain(state, lockOf(seen) ?? state.problem);
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
      if (state.phase === 'sending' && state.challenge.kind !== 'desktopAgent')
        return answerAgain(state, error);
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

/** Nothing is left of the device: where the person wanted to go from there. */
const onwardFrom = (state: Abandoning): PairingState => {
  const again = state.onward === 'again' ? checkAgain(state, state.description) : null;
  if (again !== null) return again;
  return state.onward === 'leave'
    ? { ...next(state), name: 'abandoned', left: null }
    : { ...next(state), name: 'choosing', problem: null };
};

export const onRemoveOutcome = (state: Abandoning, outcome: Outcome): PairingState => {
  switch (outcome.kind) {
    case 'gone':
      if (state.because !== null)
        return failed(state, {
          error: state.because,
          left: 'nothing',
          device: null,
          retry: checkAgain(state, state.description),
        });
      return onwardFrom(state);
    case 'seen':
      // it became active meanwhile: from there on nothing is deleted
      return notProven(state, 'left');
    case 'failed':
      return state.because === null
        ? { ...next(state), name: 'abandoned', left: state.device }
        : failed(state, {
            error: state.because,
            left: 'pending',
            device: state.device,
            retry: null,
          });
    default:
      return state;
  }
};
