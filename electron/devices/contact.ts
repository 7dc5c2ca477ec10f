import { maskEmail } from '../../shared/devices/email';
import type { Phone } from '../phone/phone';
import type { Device } from '../pingone/device';

/** Where a challenge to this device goes, as PingOne has it: address, number or serial. */
export const contactOf = ({
  email,
  phone,
  serialNumber,
}: Pick<Device, 'email' | 'phone' | 'serialNumber'>): string | null =>
  email ?? phone ?? serialNumber;

/** The same address, number or serial: PingOne may write a number in another way than we do. */
export const isSameContact = (one: string, other: string): boolean => {
  const fold = (text: string): string =>
    text.startsWith('+') ? text.replace(/\D/g, '') : text.toLowerCase();
  return fold(one) === fold(other);
};

/** The same, as people read it: `+15125550123` -> `+1 512 555 0123`. */
export const shownContact = async (
  device: Pick<Device, 'email' | 'phone' | 'serialNumber'>,
  phone: Phone,
): Promise<string | null> => {
  const contact = contactOf(device);
  if (contact === null || contact !== device.phone) return contact;
  const reading = await phone.read(null, contact);
  return reading.kind === 'number' ? reading.international : contact;
};

/** The same, for a person who knows the rest, and for what is kept: `k****@example.org`, `****0123`. */
export const maskedContact = (contact: string): string => {
  if (contact.includes('@')) return maskEmail(contact);
  const known = contact.replace(/[^\p{L}\d]/gu, '');
  // of something short, the end would be all of it
  return known.length > 6 ? `****${known.slice(-4)}` : '****';
};
