import { allowed } from './allowed';
import { commandFor } from './command';
import { onActivateOutcome } from './activation';
import { isCode, stoppedBy } from './challenge';
import { onCreateOutcome } from './creation';
import { awaitElsewhere, onAwaitOutcome, stopAwaiting } from './elsewhere';
import { onRemoveOutcome } from './removal';
import { abandon, failed, next } from './stage';
import type { ActionEvent, Outcome, PairingEvent } from './event';
import { onProofAction, onProofOutcome, startProof } from './proof';
import { onWaking } from './waking';
import type {
  Challenge,
  Choosing,
  CodeChallenge,
  Describing,
  Failed,
  PairingState,
  Responding,
} from './state';

const choosing = (state: PairingState): Choosing => ({
  ...next(state),
  name: 'choosing',
  problem: null,
});

const onChoose = (
  state: Choosing,
  event: Extract<ActionEvent, { kind: 'choose' }>,
): PairingState => {
  const unavailable =
    state.facts.methods.find((method) => method.type === event.type)?.unavailable ?? null;
  return unavailable === null
    ? { ...next(state), name: 'checking', type: event.type, draft: null }
    : { ...state, problem: unavailable };
};

const onDescribe = (
  state: Describing,
  event: Extract<ActionEvent, { kind: 'describe' }>,
): PairingState => {
  if (event.details.type !== state.type) return state;
  const { details, nickname } = event;
  if (state.check.agentOwnerUnknown && !event.ownerConfirmed)
    return {
      ...state,
      draft: { details, nickname },
      problem: { code: 'invalidInput', fields: ['ownerConfirmed'] },
    };
  return {
    ...next(state),
    name: 'creating',
    phase: 'sending',
    description: { details, nickname, check: state.check },
    leaving: false,
    problem: null,
  };
};

const onInBrowser = (state: Describing): PairingState =>
  state.type === 'FIDO2'
    ? awaitElsewhere(
        state,
        { details: { type: state.type }, nickname: '', check: state.check },
        { kind: 'browser' },
      )
    : state;

const onAnswer = (
  state: Responding,
  challenge: CodeChallenge,
  { answer, spent }: Extract<ActionEvent, { kind: 'answer' }>,
): PairingState =>
  spent && challenge.kind !== 'oneTimeCode'
    ? { ...state, ...next(state), challenge: { ...challenge, problem: { code: 'codeUsed' } } }
    : {
        ...next(state),
        name: 'activating',
        phase: 'sending',
        device: state.device,
        description: state.description,
        challenge: { ...challenge, problem: null },
        answer,
        leaving: false,
        problem: null,
      };

const onResponding = (state: Responding, event: ActionEvent): PairingState => {
  const { challenge, device, description } = state;
  if (event.kind === 'leave') return abandon(state, device, description, null);
  switch (event.kind) {
    case 'back':
      return abandon(state, device, description, null, 'choose');
    case 'retry':
      return challenge.kind === 'securityKey'
        ? { ...state, ...next(state), challenge: { ...challenge, phase: 'asking', problem: null } }
        : abandon(state, device, description, null, 'again');
    case 'resend':
      return challenge.kind === 'oneTimeCode'
        ? {
            ...state,
            ...next(state),
            challenge: { ...challenge, phase: 'resending', problem: null },
          }
        : state;
    case 'answer':
      return isCode(challenge) ? onAnswer(state, challenge, event) : state;
    default:
      return state;
  }
};

const onFailed = (state: Failed, event: ActionEvent): PairingState => {
  switch (event.kind) {
    case 'retry':
      return state.retry === null ? state : { ...state.retry, ...next(state) };
    case 'back':
      return choosing(state);
    case 'leave':
      if (state.retry?.name === 'awaiting') return stopAwaiting(state.retry, null);
      return state.device === null ? state : abandon(state, state.device, null, null);
    default:
      return state;
  }
};

const onAction = (state: PairingState, event: ActionEvent): PairingState => {
  if (!allowed(state, event.at).includes(event.kind)) return state;
  switch (state.name) {
    case 'choosing':
    case 'checking':
    case 'describing':
      if (event.kind === 'leave') return { ...next(state), name: 'abandoned', left: null };
      if (event.kind === 'back') return choosing(state);
      if (state.name === 'choosing' && event.kind === 'choose') return onChoose(state, event);
      if (state.name === 'describing' && event.kind === 'describe') return onDescribe(state, event);
      if (state.name === 'describing' && event.kind === 'inBrowser') return onInBrowser(state);
      return state;
    case 'awaiting':
      return stopAwaiting(state, null, event.kind === 'back' ? 'choose' : 'leave');
    case 'creating':
    case 'activating':
      // what is under way may already have changed something: its outcome decides what has to be cleaned up
      return event.kind === 'leave' ? { ...state, leaving: true } : state;
    case 'responding':
      return onResponding(state, event);
    case 'proving':
      return onProofAction(state, event);
    case 'done':
      return event.kind === 'retry' ? startProof(state) : state;
    case 'abandoned':
      return event.kind === 'retry' && state.left !== null
        ? abandon(state, state.left, null, null)
        : state;
    case 'failed':
      return onFailed(state, event);
    case 'abandoning':
      return state;
    default:
      return state satisfies never;
  }
};

const onRespondingOutcome = (state: Responding, outcome: Outcome, at: number): PairingState => {
  const { challenge, device, description } = state;
  if (challenge.kind === 'desktopAgent' || challenge.kind === 'securityKey') {
    if (outcome.kind === 'failed') {
      const stopped = stoppedBy(challenge, outcome.error);
      return stopped === null
        ? abandon(state, device, description, outcome.error)
        : { ...state, ...next(state), challenge: stopped };
    }
    if (outcome.kind !== 'answered') return state;
    return {
      ...next(state),
      name: 'activating',
      phase: 'sending',
      device,
      description,
      challenge,
      answer: { response: outcome.response, length: null },
      leaving: false,
      problem: null,
    };
  }
  if (challenge.kind !== 'oneTimeCode') return state;
  const waiting = (change: Partial<Extract<Challenge, { kind: 'oneTimeCode' }>>): PairingState => ({
    ...state,
    ...next(state),
    // the cool-down starts in both cases: a code may have been sent although the reply was lost
    challenge: { ...challenge, phase: 'waiting', sentAt: at, ...change },
  });
  switch (outcome.kind) {
    case 'sent':
      return waiting({ sentCount: challenge.sentCount + 1, problem: null });
    case 'gone':
      return failed(state, {
        error: { code: 'deviceGone' },
        left: 'nothing',
        device: null,
        retry: null,
      });
    case 'failed':
      return waiting({ problem: outcome.error });
    default:
      return state;
  }
};

const onOutcome = (state: PairingState, outcome: Outcome, at: number): PairingState => {
  switch (state.name) {
    case 'checking':
      if (outcome.kind === 'checked')
        return {
          ...next(state),
          name: 'describing',
          type: state.type,
          check: outcome.report,
          draft: state.draft,
          problem: null,
        };
      return outcome.kind === 'failed'
        ? failed(state, { error: outcome.error, left: 'nothing', device: null, retry: state })
        : state;
    case 'creating':
      return onCreateOutcome(state, outcome, at);
    case 'awaiting':
      return onAwaitOutcome(state, outcome);
    case 'responding':
      return onRespondingOutcome(state, outcome, at);
    case 'activating':
      return onActivateOutcome(state, outcome, at);
    case 'proving':
      return onProofOutcome(state, outcome, at);
    case 'abandoning':
      return onRemoveOutcome(state, outcome);
    case 'choosing':
    case 'describing':
    case 'abandoned':
    case 'done':
    case 'failed':
      return state;
    default:
      return state satisfies never;
  }
};

/**
 * The next state. Total: an event that does not fit (an action that is not allowed now, the outcome of a command that
 * is no longer awaited) leaves the state as it is.
 */
export const transition = (state: PairingState, event: PairingEvent): PairingState => {
  if (event.kind === 'woke') return onWaking(state, event);
  if (event.kind !== 'outcome') return onAction(state, event);
  return commandFor(state)?.id === event.commandId
    ? onOutcome(state, event.outcome, event.at)
    : state;
};
