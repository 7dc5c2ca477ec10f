import { catalog, targetOf } from '../devices/catalog';
import { isAmbiguous, type DeskError, type DeskErrorCode } from '../errors';
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

const deviceOf = ({ details, nickname }: Description, id: string): PairedDevice => ({
  id,
  type: details.type,
  target: targetOf(details.type, details),
  nickname: nickname === '' ? null : nickname,
  description: null,
});

const respond = (state: Creating, device: PairedDevice, challenge: Challenge): Responding => ({
  ...next(state),
  name: 'responding',
  device,
  challenge,
  description: state.description,
});

const codeSent = (at: number): Challenge => ({
  kind: 'oneTimeCode',
  phase: 'waiting',
  sentAt: at,
  sentCount: 1,
  problem: null,
});

/** A device exists and waits for its activation. */
const onPending = (
  state: Creating,
  deviceId: string,
  { prompt, objection }: Pick<Extract<Outcome, { kind: 'created' }>, 'prompt' | 'objection'>,
  at: number,
): PairingState => {
  const device = deviceOf(state.description, deviceId);
  if (state.leaving) return abandon(state, device, state.description, null);
  if (objection !== null) return abandon(state, device, state.description, objection);
  if (catalog[device.type].challenge === 'oneTimeCode') return respond(state, device, codeSent(at));
  // without the options JWT, which came with the lost reply only, this device can never be activated
  return prompt === null
    ? abandon(state, device, state.description, { code: 'responseLost' })
    : respond(state, device, { kind: 'desktopAgent', prompt, askedAt: at });
};

const nothingCreated = (state: Creating, problem: DeskError | null): PairingState =>
  state.leaving ? { ...next(state), name: 'abandoned', left: null } : describeAgain(state, problem);

export const onCreateOutcome = (state: Creating, outcome: Outcome, at: number): PairingState => {
  if (state.phase === 'sending') {
    if (outcome.kind === 'created') return onPending(state, outcome.deviceId, outcome, at);
    if (outcome.kind !== 'failed') return state;
    return isAmbiguous(outcome.error)
      ? { ...state, ...next(state), phase: 'looking', problem: outcome.error }
      : nothingCreated(state, outcome.error);
  }
  if (outcome.kind === 'found') {
    const [first, ...others] = outcome.deviceIds;
    if (first === undefined) return nothingCreated(state, state.problem);
    return others.length === 0
      ? onPending(state, first, { prompt: null, objection: null }, at)
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

const answerAgain = (state: Activating, problem: DeskError | null): PairingState =>
  state.challenge.kind === 'oneTimeCode'
    ? {
        ...next(state),
        name: 'responding',
        device: state.device,
        description: state.description,
        challenge: { ...state.challenge, problem },
      }
    : abandon(state, state.device, state.description, problem ?? { code: 'responseLost' });

const onActive = (state: Activating, seen: SeenDevice): PairingState => {
  const stage = { ...state, device: { ...state.device, description: seen.description } };
  return state.leaving ? notProven(stage, 'left') : startProof(stage);
};

const onStillPending = (state: Activating, seen: SeenDevice): PairingState => {
  if (state.leaving) return abandon(state, state.device, state.description, null);
  return answerAgain(state, lockOf(seen) ?? state.problem);
};

export const onActivateOutcome = (state: Activating, outcome: Outcome): PairingState => {
  switch (outcome.kind) {
    case 'seen':
      if (outcome.device.status === 'active') return onActive(state, outcome.device);
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
      // whatever PingOne said: if the device is active now, it worked (pingone-mfa-api.md J.1 Q3)
      if (state.phase === 'sending' && !answerUnused.has(error.code))
        return { ...state, ...next(state), phase: 'looking', problem: error };
      if (state.leaving) return abandon(state, state.device, state.description, null);
      if (state.phase === 'sending' && state.challenge.kind === 'oneTimeCode')
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
      return state.onward === 'choose'
        ? { ...next(state), name: 'choosing', problem: null }
        : { ...next(state), name: 'abandoned', left: null };
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
