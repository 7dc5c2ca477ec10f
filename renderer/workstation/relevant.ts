import type { DeskErrorCode } from '../../shared/errors';
import type { Finding } from './preflight-look.svelte';
import type { NextStep } from './workstation-words';

/** What stands in the way of a new pairing, and not of this: there is a pairing already. */
const ofNoConcern: Readonly<Record<NextStep['kind'], readonly DeskErrorCode[]>> = {
  pair: [],
  prove: ['alreadyPairedHere', 'deviceCapReached', 'pairingOff'],
  // one goes before another comes
  removeAndPair: ['alreadyPairedHere', 'deviceCapReached'],
};

/** What matters for what is to be done; null: nothing can be done yet, so everything may matter. */
export const relevantFor = (
  next: NextStep['kind'] | null,
  findings: readonly Finding[],
): readonly Finding[] =>
  findings.filter(({ error }) => next === null || !ofNoConcern[next].includes(error.code));
