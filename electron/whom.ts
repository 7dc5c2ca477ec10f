import type { Arrival, Subject } from './arrival';
import type { Owner } from './devices/own-devices';
import type { Serving } from './kiosk/shift';
import type { Phone } from './phone/phone';

/** Whose devices are meant, and what is known of them and of who is signed in. */
export interface Whom extends Owner {
  readonly arrival: Arrival;
  readonly subject: Subject;
  /** ISO 3166-1 alpha-2 of their own number */
  readonly country: string | null;
}

/** At a workstation: the person who is signed in. */
export const signedInPerson = (arrival: Arrival, signal: AbortSignal): Whom => {
  const { person, phone } = arrival;
  return {
    id: person.id,
    signal,
    arrival,
    subject: { id: person.id, email: person.email, phone: phone?.phone ?? null },
    country: phone?.country ?? null,
  };
};

/** At a kiosk: the person who is being served. `country`: where this computer says that it is. */
export const servedPerson = async (
  arrival: Arrival,
  { person, phone, leaving }: Serving,
  phones: Phone,
  country: string | null,
): Promise<Whom> => {
  const reading = phone === null ? null : await phones.read(country, phone);
  const number = reading?.kind === 'number' ? reading : null;
  return {
    id: person.id,
    signal: leaving.signal,
    arrival,
    subject: { id: person.id, email: person.email, phone: number?.phone ?? null },
    country: number?.country ?? null,
  };
};
