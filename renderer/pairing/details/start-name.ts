import { isTaken } from '../../devices/device-name';
import type { DeviceView } from '../../../shared/ipc/views';

/** The first of "My workstation", "My workstation 2", … that no other device has. */
export const startName = (
  suggest: (number: number) => string,
  devices: readonly DeviceView[],
): string => {
  let number = 1;
  while (isTaken(suggest(number), devices)) number += 1;
  return suggest(number);
};
