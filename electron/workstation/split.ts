import type { RememberedDevice } from '../devices/memory';
import type { Device } from '../pingone/device';

/**
 * How PingID Desktop of this computer and PingOne stand to each other, as far as this workstation remembers it.
 * `hereNotThere`: PingOne has the device, and PingID Desktop has said that it does not know it. `thereNotHere`: it was
 * paired from here by this person, and PingOne does not have it any more, whoever removed it: PingID Desktop does not
 * hear of that. Only the newest pairing counts for it, an older one has been replaced. `null`: nothing is remembered.
 */
export type PairedState = 'paired' | 'hereNotThere' | 'thereNotHere' | null;

export const pairedStateOf = (
  userId: string,
  devices: readonly Pick<Device, 'id' | 'status'>[],
  remembered: ReadonlyMap<string, RememberedDevice>,
): PairedState => {
  const active = new Set(
    devices.filter(({ status }) => status === 'active').map((device) => device.id),
  );
  // a device of this list is this person's, also where the memory of an older version does not say so
  const here = [...remembered.values()].filter(
    (each) => each.pairedHere && (each.userId === userId || active.has(each.deviceId)),
  );
  const there = here.filter(({ deviceId }) => active.has(deviceId));
  if (there.some(({ forgotten }) => forgotten !== true)) return 'paired';
  if (there.length > 0) return 'hereNotThere';
  const newest = here.at(-1);
  return newest === undefined || newest.forgotten === true ? null : 'thereNotHere';
};
