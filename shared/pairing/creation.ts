import { catalog, targetOf } from '../devices/catalog';
import { isAmbiguous } from '../ambiguous';
import type { DeskError } from '../errors';
import { firstChallenge } from './challenge';
import { awaitElsewhere, stopAwaiting } from './elsewhere';
import type { Outcome } from './event';
import { abandon, failed, next } from './stage';
import type {
  Challenge,
  Creating,
  Describing,
  Description,
  PairedDevice,
  PairingState,
  Responding,
} from './state';

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
  { deviceId, target, tokenType, codeLength, codePeriod }: Created,
): PairedDevice => ({
  id: deviceId,
  type: details.type,
  target: target ?? targetOf(details.type, details),
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
  target: null,
  tokenType: null,
  codeLength: null,
  codePeriod: null,
});

/** How long a pairing key can be claimed unless a policy says so, in milliseconds (pingone-mfa-api.md F.1). */
const usualKeyLifetime = 10 * 60_000;

/** A key was created, and waits for an app. */
const onKey = (
  state: Creating,
  { keyId, code }: Extract<Outcome, { kind: 'keyCreated' }>,
  at: number,
): PairingState => {
  const awaiting = awaitElsewhere(state, state.description, {
    kind: 'pairingKey',
    keyId,
    code,
    validUntil: at + (state.facts.pairingKeyLifetime ?? usualKeyLifetime),
  });
  return state.leaving ? stopAwaiting(awaiting, null) : awaiting;
};

const nothingCreated = (state: Creating, problem: DeskError | null): PairingState =>
  state.leaving ? { ...next(state), name: 'abandoned', left: null } : describeAgain(state, problem);

export const onCreateOutcome = (state: Creating, outcome: Outcome, at: number): PairingState => {
  if (state.phase === 'sending') {
    if (outcome.kind === 'created') return onPending(state, outcome, at);
    if (outcome.kind === 'keyCreated') return onKey(state, outcome, at);
    if (outcome.kind !== 'failed') return state;
    // a key that nobody has seen cannot be looked for, and dies by itself
    return isAmbiguous(outcome.error) &&
      catalog[state.description.details.type].creation === 'device'
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
