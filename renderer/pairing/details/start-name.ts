import { isTaken } from '../../devices/device-name';
import type { DeviceView } from '../../../shared/ipc/views';
import { m } from '../../messages/compiled/messages';

/** The first of "My workstation", "My workstation 2", … that no other device has. */
export const startName = (name: string, devices: readonly DeviceView[]): string => {
  const numbered = (number: number): string =>
    number === 1 ? name : m.describe_name_numbered({ name, number });
  let number = 1;
  while (isTaken(numbered(number), devices)) number += 1;
  return numbered(number);
};
