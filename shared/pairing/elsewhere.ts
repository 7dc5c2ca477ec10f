import type { DeskError, DeskErrorCode } from '../errors';
import type { Outcome } from './event';
import { notProven, startProof } from './proof';
import { checkAgain, failed, next, type Stage } from './stage';
import type { Abandoning, Awaiting, Description, PairedDevice, PairingState } from './state';

/** A device that comes into being in an app, or on a page in the browser. */
export const awaitElsewhere = (
  stage: Stage,
  description: Description,
  by: Awaiting['by'],
): Awaiting => ({
  ...next(stage),
  name: 'awaiting',
  by,
  phase: by.kind === 'browser' ? 'opening' : 'watching',
  description,
  because: null,
  onward: 'leave',
});

/** Nobody shall claim the key any more. What is awaited in the browser is not ours to stop. */
export const stopAwaiting = (
  state: Awaiting,
  because: DeskError | null,
  onward: Abandoning['onward'] = 'leave',
): PairingState =>
  state.by.kind === 'pairingKey'
    ? { ...state, ...next(state), phase: 'dropping', because, onward }
    : onwardFrom({ ...state, because, onward });

const onwardFrom = (state: Awaiting): PairingState => {
  const again = checkAgain(state, state.description);
  if (state.because !== null)
    return failed(state, { error: state.because, left: 'nothing', device: null, retry: again });
  if (state.onward === 'again' && again !== null) return again;
  return state.onward === 'leave'
    ? { ...next(state), name: 'abandoned', left: null }
    : { ...next(state), name: 'choosing', problem: null };
};

/** The key is of no use any more: no second look would change that. */
const endsWatch: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'pairingKeyExpired',
  'pairingKeyFailed',
]);

const onAppeared = (state: Awaiting, device: PairedDevice): PairingState => {
  const paired = { facts: state.facts, step: state.step, device };
  // it was claimed while the person was leaving: it is theirs, and stays
  if (state.phase === 'dropping' && state.because === null) return notProven(paired, 'left');
  return state.description.check.route?.kind === 'browser'
    ? notProven(paired, { code: 'provenElsewhereOnly' })
    : startProof(paired);
};

const onFailed = (state: Awaiting, error: DeskError): PairingState => {
  if (state.phase === 'watching' && endsWatch.has(error.code)) return stopAwaiting(state, error);
  const left = state.by.kind === 'pairingKey' ? 'pairingKey' : 'nothing';
  return failed(state, { error: state.because ?? error, left, device: null, retry: state });
};

export const onAwaitOutcome = (state: Awaiting, outcome: Outcome): PairingState => {
  switch (outcome.kind) {
    case 'opened':
      return state.phase === 'opening' ? { ...state, ...next(state), phase: 'watching' } : state;
    case 'appeared':
      return onAppeared(state, outcome.device);
    case 'gone':
      return state.phase === 'dropping' ? onwardFrom(state) : state;
    case 'failed':
      return onFailed(state, outcome.error);
    default:
      return state;
  }
};
