import { isTaken } from '../../devices/device-name';
import type { DeviceView } from '../../../shared/ipc/views';
import { m } from '../../messages/compiled/messages';

/** Marks of direction belong to the language of the window; a name is read in many places and has none. */
const unmarked = (name: string): string =>
  name.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');

/** The first of "My workstation", "My workstation 2", … that no other device has. */
export const startName = (name: string, devices: readonly DeviceView[]): string => {
  const numbered = (number: number): string =>
    unmarked(number === 1 ? name : m.describe_name_numbered({ name, number }));
  let number = 1;
  while (isTaken(numbered(number), devices)) number += 1;
  return numbered(number);
};
