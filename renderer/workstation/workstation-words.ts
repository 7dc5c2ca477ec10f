import type { DeviceList } from '../../shared/ipc/views';
import { m } from '../messages/compiled/messages';

export type Workstation = DeviceList['workstation'];

export interface NextStep {
  readonly kind: 'pair' | 'prove' | 'removeAndPair';
  readonly label: () => string;
  /** what it leads to, where nothing stands in the way */
  readonly then: () => string;
}

interface WorkstationWords {
  /** null where there is nothing to decide: a line of small print */
  readonly title: (() => string) | null;
  readonly text: () => string;
  readonly tone: 'accent' | 'heed';
  /** what can be done once nothing stands in the way */
  readonly next: NextStep | null;
  /** names the way to the screen that looks for causes */
  readonly repair: () => string;
}

const pair: NextStep = {
  kind: 'pair',
  label: m.devices_workstation_pair,
  then: m.workstation_then_pair,
};

/** PingID Desktop of this computer, in words. */
export const workstationWords: Readonly<Record<Workstation, WorkstationWords>> = {
  notPaired: {
    title: m.devices_workstation_title,
    text: m.devices_workstation_text,
    tone: 'accent',
    next: pair,
    repair: m.workstation_check,
  },
  agentSilent: {
    title: null,
    text: m.devices_workstation_silent,
    tone: 'accent',
    next: pair,
    repair: m.workstation_why,
  },
  notConfigured: {
    title: null,
    text: m.workstation_not_configured,
    tone: 'accent',
    next: null,
    repair: m.workstation_why,
  },
  paired: {
    title: null,
    text: m.workstation_paired,
    tone: 'accent',
    next: { kind: 'prove', label: m.workstation_prove, then: m.workstation_then_prove },
    repair: m.workstation_check,
  },
  thereNotHere: {
    title: m.workstation_there_not_here_title,
    text: m.workstation_there_not_here_text,
    tone: 'heed',
    next: { ...pair, label: m.workstation_pair_again },
    repair: m.workstation_repair,
  },
  hereNotThere: {
    title: m.workstation_here_not_there_title,
    text: m.workstation_here_not_there_text,
    tone: 'heed',
    next: {
      kind: 'removeAndPair',
      label: m.workstation_remove_and_pair,
      then: m.workstation_then_pair,
    },
    repair: m.workstation_repair,
  },
};
