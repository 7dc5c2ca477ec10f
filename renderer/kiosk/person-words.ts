import type { HandOver, Identification, KioskPerson } from '../../shared/kiosk/view';
import type { ChipWords } from '../devices/device-words';
import { m } from '../messages/compiled/messages';

export const personName = ({ name, username, email }: KioskPerson): string =>
  name ?? username ?? email ?? m.kiosk_person_unnamed();

/** What is in the way of a person, in words. */
export const personChips = ({ enabled, locked, mfaEnabled }: KioskPerson): readonly ChipWords[] => [
  ...(enabled ? [] : [{ tone: 'bad', text: m.kiosk_person_disabled() } as const]),
  ...(locked ? [{ tone: 'heed', text: m.kiosk_person_locked() } as const] : []),
  ...(mfaEnabled === false ? [{ tone: 'heed', text: m.kiosk_person_mfa_off() } as const] : []),
];

export const identificationWords = {
  photoId: m.kiosk_identify_photo_id,
  badge: m.kiosk_identify_badge,
  known: m.kiosk_identify_known,
  vouched: m.kiosk_identify_vouched,
  callback: m.kiosk_identify_callback,
} satisfies Record<Identification, () => string>;

/** Where the person has said that it is not them, or not theirs. */
export const wasDenied = (handOver: HandOver | null): boolean => handOver?.answer === 'denied';
