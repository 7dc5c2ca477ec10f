import type { Outcome } from './event';
import { notProven } from './proof';
import { checkAgain, failed, next } from './stage';
import type { Abandoning, PairingState } from './state';

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
