import { isAmbiguous, type DeskError, type DeskErrorCode } from '../errors';
import { catalog } from '../devices/catalog';
import { askedAgain, oneMoreCode, proofChallenge, withSpentCode } from './challenge';
import type { Outcome, PairingEvent, SeenAuthentication } from './event';
import { next, type Stage } from './stage';
import type { Challenge, Done, PairedDevice, PairingState, Proof, Proving, Verdict } from './state';

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
  if (seen.prompt !== null)
    return proving(state, {
      phase: 'responding',
      authenticationId: seen.id,
      challenge: { kind: 'desktopAgent', prompt: seen.prompt, askedAt: at },
    });
  const sentCount = 'sentCount' in proof ? proof.sentCount : 0;
  const challenge =
    seen.status === 'OTP_REQUIRED'
      ? proofChallenge(catalog[state.device.type].challenge, sentCount + 1, at)
      : null;
  if (challenge !== null)
    return proving(state, { phase: 'responding', authenticationId: seen.id, challenge });
  return notProven(state, { code: 'unsupportedStatus' });
};

/** Ask again where the challenge can be answered again, else end. */
const askAgain = (
  state: Proving,
  authenticationId: string,
  answered: Challenge,
  problem: DeskError,
): PairingState => {
  const challenge = askedAgain(answered, problem);
  return challenge === null
    ? notProven(state, problem)
    : proving(state, { phase: 'responding', authenticationId, challenge });
};

/** Success is `COMPLETED` for this device, whatever the HTTP status was (pingone-mfa-api.md E.4). */
const onChecked = (
  state: Proving,
  challenge: Challenge,
  seen: SeenAuthentication,
  problem: DeskError,
  at: number,
): PairingState => {
  switch (seen.status) {
    case 'COMPLETED':
      return seen.selectedDeviceId === null || seen.selectedDeviceId === state.device.id
        ? done(state, { kind: 'proven', at, authenticationId: seen.id, reference: seen.reference })
        : notProven(state, { code: 'otherDeviceSelected' });
    case 'OTP_REQUIRED':
      return askAgain(state, seen.id, challenge, problem);
    case 'ASSERTION_REQUIRED':
      return notProven(state, problem);
    case 'FAILED':
      return notProven(state, seen.error ?? { code: 'authenticationFailed' });
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
  const { authenticationId, challenge } = proof;
  if (error.code === 'extraCodeRequired') {
    const again = oneMoreCode(challenge);
    return again === null
      ? notProven(state, { ...error, code: 'tokenOutOfStep' })
      : proving(
          { ...state, device: withSpentCode(state.device, proof.answer.length, at) },
          { phase: 'responding', authenticationId, challenge: again },
        );
  }
  if (endsProof.has(error.code)) return notProven(state, error);
  if (isWorthALook(error))
    return proving(state, { phase: 'looking', authenticationId, challenge, problem: error });
  return askAgain(state, authenticationId, challenge, error);
};

export const onProofOutcome = (state: Proving, outcome: Outcome, at: number): PairingState => {
  const { proof } = state;
  switch (proof.phase) {
    case 'beginning':
    case 'selecting':
      if (outcome.kind === 'authentication') return onBegun(state, outcome.authentication, at);
      return outcome.kind === 'failed' ? notProven(state, outcome.error) : state;
    case 'responding':
      if (outcome.kind === 'answered')
        return proving(state, {
          ...proof,
          phase: 'checking',
          answer: { response: outcome.response, length: null },
        });
      return outcome.kind === 'failed' ? notProven(state, outcome.error) : state;
    case 'checking':
      if (outcome.kind === 'authentication')
        return onChecked(state, proof.challenge, outcome.authentication, { code: 'wrongCode' }, at);
      return outcome.kind === 'failed' ? onCheckFailed(state, proof, outcome.error, at) : state;
    case 'looking':
      if (outcome.kind === 'authentication')
        return onChecked(state, proof.challenge, outcome.authentication, proof.problem, at);
      return outcome.kind === 'failed' ? notProven(state, outcome.error) : state;
    default:
      return proof satisfies never;
  }
};

export const onProofAction = (
  state: Proving,
  event: Exclude<PairingEvent, { kind: 'outcome' }>,
): PairingState => {
  if (event.kind === 'leave') return notProven(state, 'left');
  const { proof } = state;
  if (proof.phase !== 'responding' || proof.challenge.kind === 'desktopAgent') return state;
  const { authenticationId, challenge } = proof;
  if (event.kind === 'answer')
    return event.spent && challenge.kind !== 'oneTimeCode'
      ? proving(state, { ...proof, challenge: { ...challenge, problem: { code: 'codeUsed' } } })
      : proving(state, {
          phase: 'checking',
          authenticationId,
          challenge: { ...challenge, problem: null },
          answer: event.answer,
        });
  // device authentications have no resend: a new transaction sends a new code
  if (event.kind === 'resend' && challenge.kind === 'oneTimeCode')
    return proving(state, { phase: 'beginning', sentCount: challenge.sentCount });
  return state;
};
