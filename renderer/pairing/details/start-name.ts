import { nicknameLimit } from '../../../shared/devices/catalog';
import { isTaken, type Named } from '../../devices/device-name';
import { m } from '../../messages/compiled/messages';

/** Marks of direction belong to the language of the window; a name is read in many places and has none. */
const unmarked = (name: string): string =>
  name.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');

/** Cut where a letter ends: a serial number in a name may be as long as it likes. */
const cutTo = (text: string, limit: number): string => {
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (cut.length + segment.length > limit) break;
    cut += segment;
  }
  return cut.trimEnd();
};

const numbered = (name: string, number: number): string => {
  if (number === 1) return cutTo(name, nicknameLimit);
  const whole = unmarked(m.describe_name_numbered({ name, number }));
  const excess = whole.length - nicknameLimit;
  return excess <= 0
    ? whole
    : unmarked(m.describe_name_numbered({ name: cutTo(name, name.length - excess), number }));
};

/** The first of "Security key", "Security key 2", … that no other device has. */
export const startName = (name: string, devices: readonly Named[]): string => {
  const plain = unmarked(name);
  let number = 1;
  while (isTaken(numbered(plain, number), devices)) number += 1;
  return numbered(plain, number);
};

/** Names that are taken for certain, as devices that could be in the list. */
export const asDevices = (names: readonly string[]): readonly Named[] =>
  names.map((nickname) => ({ id: '', nickname, status: 'active' }));
