import type { Person, PhoneReading } from '../shared/ipc/views';
import type { Phone } from './phone/phone';
import type { Users } from './pingone/users';

/** What is known once somebody has signed in: who they are. What an earlier run left open has been looked at. */
export interface Arrival {
  readonly person: Person;
  /** the person's own number, as PingOne's record has it */
  readonly phone: Extract<PhoneReading, { kind: 'number' }> | null;
}

export interface ArrivalDependencies {
  /** ISO 3166-1 alpha-2 of where this computer says that it is */
  readonly country: string | null;
  readonly users: Users;
  readonly phone: Phone;
  /** Settles what an earlier run of this person left open. */
  readonly settle: () => Promise<unknown>;
}

/** Whose device it will be. On a workstation this is the person who is signed in. */
export interface Subject {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** `claimed`: who the ID token says that it is. What cannot be read is left unknown: nobody is kept from pairing by it. */
export const arrive = async (
  claimed: Person,
  dependencies: ArrivalDependencies,
  signal: AbortSignal,
): Promise<Arrival> => {
  const [user] = await Promise.all([
    dependencies.users.read(claimed.id, { signal }),
    dependencies.settle(),
  ]);
  const record = user.ok ? user.value : null;
  const phone =
    record?.phone == null
      ? null
      : await dependencies.phone.read(dependencies.country, record.phone);
  return {
    person: {
      id: claimed.id,
      username: record?.username ?? claimed.username,
      name: record?.name ?? claimed.name,
      email: record?.email ?? claimed.email,
    },
    phone: phone?.kind === 'number' ? phone : null,
  };
};
