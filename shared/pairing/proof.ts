import { isAmbiguous } from '../ambiguous';
import type { DeskError, DeskErrorCode } from '../errors';
import { catalog, isDeviceType } from '../devices/catalog';
import {
  askedAgain,
  isCode,
  oneMoreCode,
  proofChallenge,
  stoppedBy,
  withSpentCode,
} from './challenge';
import type { ActionEvent, Outcome, SeenAuthentication } from './event';
import { next, type Stage } from './stage';
import type {
  Challenge,
  Done,
  OfferedDevice,
  PairedDevice,
  PairingState,
  Proof,
  Proving,
  Verdict,
} from './state';

/** A challenge and its place, whatever came of it. */
type Answered = Pick<
  Extract<Proof, { phase: 'responding' }>,
  'authenticationId' | 'challenge' | 'offered'
>;

interface Paired extends Stage {
  readonly device: PairedDevice;
}

const proving = ({ device, ...stage }: Paired, proof: Proof): Proving => ({
  ...next(stage),
  name: 'proving',
  device,
  proof,
});

const done = ({ device, ...stage }: Paired, verdict: Verdict): Done => ({
  ...next(stage),
  name: 'done',
  device,
  verdict,
});

export const notProven = (stage: Paired, reason: DeskError | 'left'): Done =>
  done(stage, { kind: 'notProven', reason });

/** Activation is not the end: a device authentication on that very device is. */
export const startProof = (stage: Paired): Proving =>
  proving(stage, { phase: 'beginning', sentCount: 0 });

const respond = (
  state: Proving,
  authenticationId: string,
  challenge: Challenge,
  offered: readonly OfferedDevice[],
): Proving => proving(state, { phase: 'responding', authenticationId, challenge, offered });

/** A new device has to prove itself: only where one that is paired is tried, another can take its place. */
const offeredTo = (
  { facts }: Proving,
  { offered }: SeenAuthentication,
): readonly OfferedDevice[] => (facts.goal === 'prove' && offered.length > 1 ? offered : []);

/** What is asked: told by what the transaction carries, not by its status alone (pingone-mfa-api.md D.4). */
const challengeOf = (
  { proof, device }: Proving,
  { status, prompt }: SeenAuthentication,
  at: number,
): Challenge | null => {
  if (prompt?.kind === 'desktopAgent')
    return { kind: 'desktopAgent', prompt: prompt.options, askedAt: at };
  if (prompt?.kind === 'securityKey')
    return { kind: 'securityKey', options: prompt.options, phase: 'asking', problem: null };
  if (status === 'PUSH_CONFIRMATION_REQUIRED') return { kind: 'mobileApp', sentAt: at };
  const sentCount = 'sentCount' in proof ? proof.sentCount : 0;
  return status === 'OTP_REQUIRED'
    ? proofChallenge(catalog[device.type].challenge, sentCount + 1, at)
    : null;
};

/** The challenge of a fresh transaction, or why there is none. */
const onBegun = (state: Proving, seen: SeenAuthentication, at: number): PairingState => {
  const { proof } = state;
  if (seen.status === 'FAILED')
    return notProven(state, seen.error ?? { code: 'authenticationFailed' });
  // completed without a challenge: a policy let the person through, which proves nothing about the device
  if (seen.status === 'COMPLETED') return notProven(state, { code: 'bypassed' });
  if (seen.status === 'DEVICE_SELECTION_REQUIRED')
    return proof.phase === 'beginning'
      ? proving(state, {
          phase: 'selecting',
          authenticationId: seen.id,
          sentCount: proof.sentCount,
        })
      : notProven(state, { code: 'unsupportedStatus' });
  if (seen.selectedDeviceId !== null && seen.selectedDeviceId !== state.device.id)
    return notProven(state, { code: 'otherDeviceSelected' });
  const challenge = challengeOf(state, seen, at);
  return challenge === null
    ? notProven(state, { code: 'unsupportedStatus' })
    : respond(state, seen.id, challenge, offeredTo(state, seen));
};

/** Ask again where the challenge can be answered again, else end. */
const askAgain = (
  state: Proving,
  { authenticationId, challenge: answered, offered }: Answered,
  problem: DeskError,
): PairingState => {
  const challenge = askedAgain(answered, problem);
  return challenge === null
    ? notProven(state, problem)
    : respond(state, authenticationId, challenge, offered);
};

/** Why a push came to nothing: PingOne names no reason that could be relied on (pingone-mfa-api.md J.1 Q15). */
const failureOf = (challenge: Challenge, error: DeskError | null): DeskError => {
  if (challenge.kind === 'mobileApp' && (error === null || error.code === 'authenticationFailed'))
    return { ...error, code: 'pushDeclined' };
  return error ?? { code: 'authenticationFailed' };
};

/** Success is `COMPLETED` for this device, whatever the HTTP status was (pingone-mfa-api.md E.4). */
const onChecked = (
  state: Proving,
  answered: Answered,
  seen: SeenAuthentication,
  problem: DeskError,
  at: number,
): PairingState => {
  const { challenge } = answered;
  switch (seen.status) {
    case 'COMPLETED':
      return seen.selectedDeviceId === null || seen.selectedDeviceId === state.device.id
        ? done(state, { kind: 'proven', at, authenticationId: seen.id, reference: seen.reference })
        : notProven(state, { code: 'otherDeviceSelected' });
    case 'OTP_REQUIRED':
      return isCode(challenge)
        ? askAgain(state, answered, problem)
        : notProven(state, { code: 'unsupportedStatus' });
    case 'ASSERTION_REQUIRED':
      return notProven(state, problem);
    case 'FAILED':
      return notProven(state, failureOf(challenge, seen.error));
    case 'PUSH_CONFIRMATION_TIMED_OUT':
      return notProven(state, { code: 'pushTimedOut' });
    case 'PUSH_CONFIRMATION_REQUIRED':
    case 'DEVICE_SELECTION_REQUIRED':
    case 'other':
      return notProven(state, { code: 'unsupportedStatus' });
    default:
      return seen.status satisfies never;
  }
};

/** The transaction is over: another code would not help. */
const endsProof: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'authenticationGone',
  'notHere',
  'locked',
]);

/**
 * Whatever PingOne said about the answer, the transaction knows better: it may have completed although the reply was
 * lost, or be over because that was one wrong code too many.
 */
const isWorthALook = (error: DeskError): boolean =>
  isAmbiguous(error) || error.code === 'wrongCode' || error.code === 'refused';

const onCheckFailed = (
  state: Proving,
  proof: Extract<Proof, { phase: 'checking' }>,
  error: DeskError,
  at: number,
): PairingState => {
  const { authenticationId, challenge, offered } = proof;
  if (error.code === 'extraCodeRequired') {
    const again = oneMoreCode(challenge);
    return again === null
      ? notProven(state, { ...error, code: 'tokenOutOfStep' })
      : respond(
          { ...state, device: withSpentCode(state.device, proof.answer.length, at) },
          authenticationId,
          again,
          offered,
        );
  }
  if (endsProof.has(error.code)) return notProven(state, error);
  if (isWorthALook(error)) return proving(state, { ...proof, phase: 'looking', problem: error });
  return askAgain(state, proof, error);
};

/** What came of a challenge that is not answered by typing. */
const onAnswered = (
  state: Proving,
  proof: Extract<Proof, { phase: 'responding' }>,
  outcome: Outcome,
  at: number,
): PairingState => {
  const { authenticationId, challenge, offered } = proof;
  if (outcome.kind === 'answered')
    return proving(state, {
      ...proof,
      phase: 'checking',
      answer: { response: outcome.response, length: null },
    });
  // the phone has answered, or has not
  if (outcome.kind === 'authentication')
    return onChecked(state, proof, outcome.authentication, { code: 'pushDeclined' }, at);
  if (outcome.kind !== 'failed') return state;
  const stopped = stoppedBy(challenge, outcome.error);
  return stopped === null
    ? notProven(state, outcome.error)
    : respond(state, authenticationId, stopped, offered);
};

/** The push is taken back, unless the phone was faster. */
const onCancelled = (
  state: Proving,
  { onward, authenticationId, sentAt }: Extract<Proof, { phase: 'cancelling' }>,
  outcome: Outcome,
  at: number,
): PairingState => {
  if (outcome.kind === 'failed')
    return onward === 'leave' ? notProven(state, 'left') : notProven(state, outcome.error);
  if (outcome.kind !== 'authentication') return state;
  const seen = outcome.authentication;
  if (seen.status === 'DEVICE_SELECTION_REQUIRED')
    return onward === 'leave'
      ? notProven(state, 'left')
      : proving(state, {
          phase: 'choosingDevice',
          authenticationId,
          offered: offeredTo(state, seen),
        });
  const push = { authenticationId, challenge: { kind: 'mobileApp', sentAt }, offered: [] } as const;
  return onChecked(state, push, seen, { code: 'pushDeclined' }, at);
};

export const onProofOutcome = (state: Proving, outcome: Outcome, at: number): PairingState => {
  const { proof } = state;
  switch (proof.phase) {
    case 'beginning':
    case 'selecting':
      if (outcome.kind === 'authentication') return onBegun(state, outcome.authentication, at);
      return outcome.kind === 'failed' ? notProven(state, outcome.error) : state;
    case 'responding':
      return onAnswered(state, proof, outcome, at);
    case 'cancelling':
      return onCancelled(state, proof, outcome, at);
    case 'choosingDevice':
      return state;
    case 'checking':
      if (outcome.kind === 'authentication')
        return onChecked(state, proof, outcome.authentication, { code: 'wrongCode' }, at);
      return outcome.kind === 'failed' ? onCheckFailed(state, proof, outcome.error, at) : state;
    case 'looking':
      if (outcome.kind === 'authentication')
        return onChecked(state, proof, outcome.authentication, proof.problem, at);
      return outcome.kind === 'failed' ? notProven(state, outcome.error) : state;
    default:
      return proof satisfies never;
  }
};

type Push = Extract<Proof, { phase: 'responding' }> & {
  readonly challenge: Extract<Challenge, { kind: 'mobileApp' }>;
};

const isPush = (proof: Proof): proof is Push =>
  proof.phase === 'responding' && proof.challenge.kind === 'mobileApp';

const cancel = (
  state: Proving,
  { authenticationId, challenge }: Push,
  onward: 'leave' | 'choose',
): Proving =>
  proving(state, { phase: 'cancelling', authenticationId, onward, sentAt: challenge.sentAt });

/** From here on it is the chosen device that is proven. */
const choose = (
  state: Proving,
  { authenticationId, offered }: Extract<Proof, { phase: 'choosingDevice' }>,
  deviceId: string,
): Proving => {
  const chosen = offered.find(({ id }) => id === deviceId);
  if (chosen?.obstacle !== null || !isDeviceType(chosen.type)) return state;
  const { id, type, nickname, target } = chosen;
  const device: PairedDevice =
    id === state.device.id
      ? state.device
      : {
          id,
          type,
          nickname,
          target,
          description: null,
          tokenType: null,
          codeLength: null,
          codePeriod: null,
          codeSpentAt: null,
        };
  return proving({ ...state, device }, { phase: 'selecting', authenticationId, sentCount: 0 });
};

export const onProofAction = (state: Proving, event: ActionEvent): PairingState => {
  const { proof } = state;
  if (event.kind === 'leave')
    return isPush(proof) ? cancel(state, proof, 'leave') : notProven(state, 'left');
  if (proof.phase === 'choosingDevice')
    return event.kind === 'chooseDevice' ? choose(state, proof, event.deviceId) : state;
  if (proof.phase !== 'responding') return state;
  const { authenticationId, challenge, offered } = proof;
  if (event.kind === 'changeDevice')
    return isPush(proof)
      ? cancel(state, proof, 'choose')
      : proving(state, { phase: 'choosingDevice', authenticationId, offered });
  if (event.kind === 'retry' && challenge.kind === 'securityKey')
    return respond(
      state,
      authenticationId,
      { ...challenge, phase: 'asking', problem: null },
      offered,
    );
  if (event.kind === 'answer' && isCode(challenge))
    return event.spent && challenge.kind !== 'oneTimeCode'
      ? proving(state, { ...proof, challenge: { ...challenge, problem: { code: 'codeUsed' } } })
      : proving(state, {
          ...proof,
          phase: 'checking',
          challenge: { ...challenge, problem: null },
          answer: event.answer,
        });
  // device authentications have no resend: a new transaction sends a new code
  if (event.kind === 'resend' && challenge.kind === 'oneTimeCode')
    return proving(state, { phase: 'beginning', sentCount: challenge.sentCount });
  return state;
};
