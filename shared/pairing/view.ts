import { catalog, type DeviceType } from '../devices/catalog';
import { allowed, resendCoolDown } from './allowed';
import { agentPatience } from './challenge';
import { railSteps, type PairingView, type Screen } from './screen';
import type { Awaiting, Challenge, PairedDevice, PairingFacts, PairingState } from './state';

/** A clock that is wrong by less, in milliseconds, does no harm: codes live for about as long. */
const clockTolerance = 60_000;

/**
 * Milliseconds by which this computer's clock is wrong, ahead positive; null when that does not matter.
 * `clockOffset`: milliseconds that PingOne's clock is ahead of it.
 */
export const clockErrorOf = (clockOffset: number): number | null =>
  Math.abs(clockOffset) < clockTolerance ? null : -clockOffset;

/** How long a push may wait, in milliseconds: the most that a policy allows, and some (pingone-mfa-api.md E.5). */
export const pushPatience = 160_000;

/** What is shown until there is a challenge; null: nothing of its own. */
const preparing = (type: DeviceType, proving: boolean, leaving: boolean): Screen | null => {
  const common = {
    purpose: proving ? 'prove' : 'activate',
    stage: 'preparing',
    leaving,
  } as const;
  switch (catalog[type].challenge) {
    case 'desktopAgent':
      return { kind: 'agent', ...common, deadline: null };
    case 'securityKey':
      return { kind: 'securityKey', ...common, problem: null };
    case 'oneTimeCode':
    case 'authenticatorApp':
    case 'hardwareToken':
    case 'mobileApp':
      return null;
    default:
      return catalog[type].challenge satisfies never;
  }
};

/** An app goes by the right time, and changes its code with every window of it. */
const freshAt = (
  spentAt: number,
  { codePeriod }: PairedDevice,
  { clockOffset }: PairingFacts,
): number => {
  const window = (codePeriod ?? 30) * 1_000;
  return (Math.floor((spentAt + clockOffset) / window) + 1) * window - clockOffset;
};

/** A token's own clock has drifted: all that is known is how long it shows a code at most. */
const nextBy = ({ tokenType, codeSpentAt }: PairedDevice): { soon: number; late: number } | null =>
  codeSpentAt === null || tokenType === 'HOTP'
    ? null
    : { soon: codeSpentAt + 30_000, late: codeSpentAt + 60_000 };

const push = (
  { nickname, description }: PairedDevice,
  { pushTimeout }: PairingFacts,
  sentAt: number,
  leaving: boolean,
): Screen => ({
  kind: 'push',
  name: nickname ?? description,
  sentAt,
  deadline: pushTimeout === null ? null : sentAt + pushTimeout,
  leaving,
});

const challengeScreen = (
  state: PairingState,
  device: PairedDevice,
  challenge: Challenge,
  stage: 'asking' | 'checking',
  leaving = false,
): Screen => {
  const purpose = state.name === 'proving' ? 'prove' : 'activate';
  const checking = stage === 'checking' ? 'checking' : null;
  const { facts } = state;
  switch (challenge.kind) {
    case 'desktopAgent':
      return {
        kind: 'agent',
        purpose,
        stage,
        deadline: stage === 'asking' ? challenge.askedAt + agentPatience : null,
        leaving,
      };
    case 'securityKey':
      return {
        kind: 'securityKey',
        purpose,
        stage: stage === 'checking' ? 'checking' : challenge.phase,
        leaving,
        problem: challenge.problem,
      };
    case 'mobileApp':
      return push(device, facts, challenge.sentAt, leaving);
    case 'oneTimeCode':
      return {
        kind: 'code',
        purpose,
        type: device.type,
        target: device.target,
        length: facts.methods.find(({ type }) => type === device.type)?.codeLength ?? null,
        resendAt: challenge.sentAt + resendCoolDown,
        sentCount: challenge.sentCount,
        busy: checking ?? (challenge.phase === 'resending' ? 'resending' : null),
        leaving,
        problem: challenge.problem,
      };
    case 'authenticatorApp':
      return {
        kind: 'app',
        purpose,
        length: device.codeLength,
        validUntil: challenge.validUntil,
        freshAt: device.codeSpentAt === null ? null : freshAt(device.codeSpentAt, device, facts),
        busy: checking,
        leaving,
        problem: challenge.problem,
      };
    case 'hardwareToken': {
      // a token that begins anew may show any code; to prove a device, the code that activated it is used up
      const asksNext = device.codeSpentAt !== null && (purpose === 'prove' || challenge.round > 0);
      return {
        kind: 'token',
        purpose,
        target: device.target,
        tokenType: device.tokenType,
        ask: asksNext ? 'next' : 'first',
        round: challenge.round,
        nextBy: asksNext ? nextBy(device) : null,
        length: device.codeLength,
        busy: checking,
        leaving,
        problem: challenge.problem,
      };
    }
    default:
      return challenge satisfies never;
  }
};

const awaiting = ({ by, phase, facts }: Awaiting): Screen => {
  if (by.kind === 'pairingKey')
    return { kind: 'pairingKey', validUntil: by.validUntil, leaving: phase === 'dropping' };
  return {
    kind: 'browser',
    host: facts.selfServiceHost,
    stage: phase === 'opening' ? 'opening' : 'watching',
  };
};

const screenOf = (state: PairingState): Screen => {
  switch (state.name) {
    case 'choosing':
      return {
        kind: 'choose',
        methods: state.facts.methods.map(({ type, unavailable, hint }) => ({
          type,
          unavailable,
          hint,
        })),
        problem: state.problem,
      };
    case 'checking':
      return { kind: 'wait', what: 'checking', leaving: false };
    case 'describing':
      return {
        kind: 'describe',
        type: state.type,
        suggestions: state.facts.suggestions,
        phoneExtensions: state.facts.phoneExtensions,
        draft: state.draft,
        confirmOwner: state.check.agentOwnerUnknown,
        namesTaken: [...state.check.namesTaken],
        route: state.check.route,
        selfServiceHost: state.facts.selfServiceHost,
        problem: state.problem,
      };
    case 'creating':
      return (
        preparing(state.description.details.type, false, state.leaving) ?? {
          kind: 'wait',
          what: state.phase === 'sending' ? 'creating' : 'looking',
          leaving: state.leaving,
        }
      );
    case 'awaiting':
      return awaiting(state);
    case 'responding':
      return challengeScreen(state, state.device, state.challenge, 'asking');
    case 'activating':
      return challengeScreen(state, state.device, state.challenge, 'checking', state.leaving);
    case 'proving': {
      const { proof, device } = state;
      if (proof.phase === 'beginning' || proof.phase === 'selecting')
        return (
          preparing(device.type, true, false) ?? {
            kind: 'wait',
            what: 'startingProof',
            leaving: false,
          }
        );
      if (proof.phase === 'cancelling') return push(device, state.facts, proof.sentAt, true);
      if (proof.phase === 'choosingDevice')
        return { kind: 'chooseDevice', devices: proof.offered.map((device) => ({ ...device })) };
      return challengeScreen(
        state,
        device,
        proof.challenge,
        proof.phase === 'responding' ? 'asking' : 'checking',
      );
    }
    case 'abandoning':
      return { kind: 'wait', what: 'abandoning', leaving: true };
    case 'abandoned':
      return { kind: 'abandoned', left: state.left };
    case 'done':
      return { kind: 'done', device: state.device, verdict: state.verdict };
    case 'failed':
      return { kind: 'failed', error: state.error, left: state.left };
    default:
      return state satisfies never;
  }
};

/** Index of the step that is under way; `railSteps.length` when all are done. */
const positionOf = (state: PairingState): number => {
  switch (state.name) {
    case 'choosing':
    case 'abandoned':
      return 0;
    case 'checking':
    case 'describing':
    case 'creating':
      return 1;
    case 'awaiting':
    case 'responding':
    case 'activating':
    case 'abandoning':
      return 2;
    case 'proving':
      return 3;
    case 'done':
      return state.verdict.kind === 'proven' ? railSteps.length : 3;
    case 'failed':
      return state.retry === null ? 2 : positionOf(state.retry);
    default:
      return state satisfies never;
  }
};

const typeOf = (state: PairingState): DeviceType | null => {
  if ('device' in state && state.device !== null) return state.device.type;
  if ('type' in state) return state.type;
  if (state.name === 'creating' || state.name === 'awaiting') return state.description.details.type;
  if (state.name === 'failed' && state.retry !== null) return typeOf(state.retry);
  return null;
};

/** What is shown of a pairing, and what the person may do, at this moment. */
export const view = (state: PairingState, at: number): PairingView => {
  const { facts } = state;
  const position = positionOf(state);
  return {
    id: facts.id,
    goal: facts.goal,
    type: typeOf(state),
    target: 'device' in state ? (state.device?.target ?? null) : null,
    rail: railSteps
      .map(
        (step, index) =>
          ({
            step,
            status: index < position ? 'done' : index === position ? 'now' : 'next',
          }) as const,
      )
      .filter(({ step }) => facts.goal === 'pair' || step === 'prove'),
    screen: screenOf(state),
    clockError: clockErrorOf(facts.clockOffset),
    replaces: facts.replaces,
    allowed: [...allowed(state, at)],
  };
};
