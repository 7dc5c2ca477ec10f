import type { ScreenOf } from '../../shared/pairing/screen';
import { kindOf } from '../devices/device-kinds';
import { nameOf } from '../devices/device-words';
import { listOf } from '../lists';
import { m } from '../messages/compiled/messages';

type Offered = ScreenOf<'chooseDevice'>['devices'][number];

/** Why an offered device cannot be chosen, and who can change it. */
export const obstacleWords = {
  blocked: m.choose_device_blocked,
  notUsable: m.choose_device_not_usable,
  notHere: m.choose_device_not_here,
} satisfies Record<NonNullable<Offered['obstacle']>, () => string>;

/** What it is and where it asks, as far as its name does not say so; null: nothing more is known. */
export const aboutOffered = (offered: Offered): string | null => {
  const name = nameOf(offered);
  const facts = [kindOf(offered.type).label(), offered.target].filter(
    (fact) => fact !== null && fact !== name,
  );
  return facts.length === 0 ? null : listOf(facts.map(String));
};
