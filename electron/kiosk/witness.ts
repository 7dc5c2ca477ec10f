import { maskedTargetOf } from '../../shared/devices/catalog';
import type { PairedDevice, PairingState } from '../../shared/pairing/state';
import { maskedContact } from '../devices/contact';
import type { RecordEntry } from '../record/entry';

/** What the record says of a pairing; who and whose is added by the shift. */
export type Witnessed = Pick<
  RecordEntry,
  'action' | 'outcome' | 'device' | 'proof' | 'correlationId' | 'detail'
>;

const nothingMore = { proof: null, correlationId: null, detail: null } as const;

const deviceOf = ({ id, type, target }: PairedDevice): RecordEntry['device'] => ({
  id,
  type,
  target: target === null ? null : maskedContact(target),
});

/** A device was created and waits; not when it was there before. */
const created = (state: PairingState, before: PairingState | null): Witnessed | null => {
  const device = 'device' in state ? state.device : null;
  if (device === null || before?.name !== 'creating') return null;
  const { details } = before.description;
  return {
    ...nothingMore,
    action: 'deviceCreated',
    outcome: 'done',
    device: {
      id: device.id,
      type: device.type,
      target: maskedTargetOf(details.type, details),
    },
  };
};

/** A device that has just become active by this pairing: from here on it is somebody's. */
export const newlyBound = (
  state: PairingState,
  before: PairingState | null,
): PairedDevice | null =>
  state.facts.goal === 'pair' &&
  (state.name === 'proving' || state.name === 'done') &&
  // while it was being removed, it may turn out to have become active
  (before?.name === 'activating' || before?.name === 'abandoning' || before?.name === 'awaiting')
    ? state.device
    : null;

const activated = (state: PairingState, before: PairingState | null): Witnessed | null => {
  const device = newlyBound(state, before);
  return device === null
    ? null
    : { ...nothingMore, action: 'deviceActivated', outcome: 'done', device: deviceOf(device) };
};

/** What has ended when a pairing enters this state. */
const ended = (state: PairingState, before: PairingState | null): Witnessed | null => {
  switch (state.name) {
    case 'done': {
      const device = deviceOf(state.device);
      if (state.verdict.kind === 'proven') {
        const { at, authenticationId, reference } = state.verdict;
        return {
          action: 'deviceProven',
          outcome: 'done',
          device,
          proof: { at, authenticationId },
          correlationId: reference,
          detail: null,
        };
      }
      const { reason } = state.verdict;
      return {
        ...nothingMore,
        action: 'deviceNotProven',
        outcome: 'failed',
        device,
        correlationId: reason === 'left' ? null : (reason.reference ?? null),
        detail: reason === 'left' ? reason : reason.code,
      };
    }
    case 'abandoned':
      return {
        ...nothingMore,
        action: 'pairingLeft',
        outcome: state.left === null ? 'done' : 'failed',
        device: state.left === null ? null : deviceOf(state.left),
        detail: state.left === null ? 'nothingLeft' : 'leftBehind',
      };
    case 'failed':
      return {
        ...nothingMore,
        action: 'pairingFailed',
        outcome: 'failed',
        device: state.device === null ? null : deviceOf(state.device),
        correlationId: state.error.reference ?? null,
        detail: state.error.code,
      };
    case 'choosing':
    case 'checking':
      return before?.name === 'abandoning' || before?.name === 'awaiting'
        ? {
            ...nothingMore,
            action: 'pairingLeft',
            outcome: 'done',
            device: before.name === 'abandoning' ? deviceOf(before.device) : null,
            detail: 'removed',
          }
        : null;
    case 'describing':
    case 'creating':
    case 'awaiting':
    case 'responding':
    case 'activating':
    case 'abandoning':
    case 'proving':
      return null;
    default:
      return state satisfies never;
  }
};

/** Everything that is worth a line when a pairing comes from one state to the next. */
export const witness = (state: PairingState, before: PairingState | null): readonly Witnessed[] =>
  state.name === before?.name && state.name !== 'failed'
    ? []
    : [created(state, before), activated(state, before), ended(state, before)].filter(
        (each) => each !== null,
      );
