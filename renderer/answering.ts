import type { DeviceType } from '../shared/devices/catalog';
import type { KioskState } from './kiosk/kiosk.svelte';
import type { CurrentPairing } from './pairing/current-pairing.svelte';

/** What is begun with a device, and answered by whoever has it in their hands. */
export interface Answering {
  /** with a type, goes on with it at once where that is possible; `replaces`: whose place the new device shall take */
  readonly begin: (type?: DeviceType, replaces?: string | null) => Promise<unknown>;
  readonly resume: (deviceId: string) => Promise<unknown>;
  readonly prove: (deviceId: string) => Promise<unknown>;
}

/** At a kiosk the person gets the screen before anything is sent to them. */
export const createAnswering = (kiosk: KioskState, pairing: CurrentPairing): Answering => {
  const atKiosk = () => kiosk.current !== null;
  return {
    begin: (type, replaces) => pairing.begin(type, replaces),
    resume: (deviceId) =>
      atKiosk() ? kiosk.handOver({ kind: 'resume', deviceId }) : pairing.resume(deviceId),
    prove: (deviceId) =>
      atKiosk() ? kiosk.handOver({ kind: 'prove', deviceId }) : pairing.prove(deviceId),
  };
};
