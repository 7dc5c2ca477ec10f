import type { Configuration } from '../shared/configuration';
import type { Notice, Person, PhoneReading } from '../shared/ipc/views';
import type { PairingFacts } from '../shared/pairing/state';
import type { Log } from './log/log';
import type { Journal } from './pairing/journal';
import { methodsOf } from './pairing/methods';
import { settle } from './pairing/settle';
import type { Phone } from './phone/phone';
import type { PingOneDevices } from './pingone/devices';
import type { MfaSettings, MfaSettingsResource } from './pingone/mfa-settings';
import type { Policies, Policy } from './pingone/policies';
import type { Users } from './pingone/users';

/** What is known once somebody has signed in: who they are, what the policy says, what an earlier run left open. */
export interface Arrival {
  readonly person: Person;
  readonly policy: Policy | null;
  readonly settings: MfaSettings | null;
  /** the person's own number, as PingOne's record has it */
  readonly phone: Extract<PhoneReading, { kind: 'number' }> | null;
  readonly notices: readonly Notice[];
}

export interface ArrivalDependencies {
  readonly environmentId: string;
  readonly policyId: string | null;
  /** ISO 3166-1 alpha-2 of where this computer says that it is */
  readonly country: string | null;
  readonly users: Users;
  readonly policies: Policies;
  readonly mfaSettings: MfaSettingsResource;
  readonly devices: PingOneDevices;
  readonly journal: Journal;
  readonly phone: Phone;
  readonly log: Log;
}

/** `claimed`: who the ID token says that it is. What cannot be read is left unknown: nobody is kept from pairing by it. */
export const arrive = async (
  claimed: Person,
  dependencies: ArrivalDependencies,
  signal: AbortSignal,
): Promise<Arrival> => {
  const { environmentId, users, policies, mfaSettings, devices, journal, log } = dependencies;
  const [user, policy, settings, settled] = await Promise.all([
    users.read(claimed.id, { signal }),
    policies.read(dependencies.policyId, { signal }),
    mfaSettings.read({ signal }),
    settle({ environmentId, actorId: claimed.id }, { devices, journal, log }, signal),
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
    policy: policy.ok ? policy.value : null,
    settings: settings.ok ? settings.value : null,
    phone: phone?.kind === 'number' ? phone : null,
    notices: settled.ok ? settled.value : [],
  };
};

/**
 * What a pairing starts from. On a workstation the person is both actor and subject. `clockOffset`: milliseconds that
 * PingOne's clock is ahead.
 */
export const factsOf = (
  { person, policy, settings, phone }: Arrival,
  goal: PairingFacts['goal'],
  configuration: Configuration,
  clockOffset: number,
): Omit<PairingFacts, 'id'> => ({
  goal,
  actor: { id: person.id },
  userId: person.id,
  suggestions: { email: person.email, phone: phone?.phone ?? null },
  methods: methodsOf(configuration, policy),
  phoneExtensions: settings?.phoneExtensions ?? null,
  clockOffset,
});
