import type { DeviceType } from '../../../../shared/devices/catalog';
import { commandFor, type Command } from '../../../../shared/pairing/command';
import type { Outcome, SeenAuthentication } from '../../../../shared/pairing/event';
import {
  begin,
  prove,
  type CheckReport,
  type PairedDevice,
  type PairingFacts,
  type PairingState,
} from '../../../../shared/pairing/state';
import type { Screen } from '../../../../shared/pairing/screen';
import { transition } from '../../../../shared/pairing/transition';
import { view } from '../../../../shared/pairing/view';
import type { ActionEvent as Action } from '../../../../shared/pairing/event';
import { detailsOf, facts } from './arbitraries';
import { aPairedDevice, aReport } from './world';

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** A pairing that is told step by step what happens to it. */
export const createPairing = (start: PairingState, at = 1_000_000) => {
  let state = start;
  let now = at;
  return {
    state: () => state,
    screen: (): Screen => view(state, now).screen,
    allowed: () => view(state, now).allowed,
    command: (): Command | null => commandFor(state),
    passes(milliseconds: number): void {
      now += milliseconds;
    },
    act(action: DistributiveOmit<Action, 'at'>): void {
      state = transition(state, { ...action, at: now });
    },
    pingOne(outcome: Outcome): void {
      const commandId = commandFor(state)?.id ?? 'nothing is awaited';
      state = transition(state, { kind: 'outcome', commandId, outcome, at: now });
    },
  };
};

/** Up to the create request of a device of this type. */
export const describedAs = (
  type: DeviceType,
  report: Partial<CheckReport> = {},
  changes: Partial<PairingFacts> = {},
) => {
  const pairing = createPairing(begin({ ...facts, ...changes }));
  pairing.act({ kind: 'choose', type });
  pairing.pingOne({ kind: 'checked', report: { ...aReport, ...report } });
  pairing.act({
    kind: 'describe',
    details: detailsOf[type],
    nickname: '',
    ownerConfirmed: false,
  });
  return pairing;
};

export const proving = (device: Partial<PairedDevice>) =>
  createPairing(prove({ ...facts, goal: 'prove' }, { ...aPairedDevice, ...device }));

export const authentication = (seen: Partial<SeenAuthentication> = {}): Outcome => ({
  kind: 'authentication',
  authentication: {
    id: 'authentication',
    status: 'OTP_REQUIRED',
    selectedDeviceId: 'device',
    prompt: null,
    offered: [],
    error: null,
    reference: 'reference',
    ...seen,
  },
});
