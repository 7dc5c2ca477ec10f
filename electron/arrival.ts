import type { Configuration } from '../shared/configuration';
import type { Notice, Person, PhoneReading } from '../shared/ipc/views';
import type { PairingFacts } from '../shared/pairing/state';
import type { Result } from '../shared/result';
import { methodsOf } from './pairing/methods';
import type { Phone } from './phone/phone';
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
  readonly policyId: string | null;
  /** ISO 3166-1 alpha-2 of where this computer says that it is */
  readonly country: string | null;
  readonly users: Users;
  readonly policies: Policies;
  readonly mfaSettings: MfaSettingsResource;
  readonly phone: Phone;
  /** Settles what an earlier run of this person left open. */
  readonly settle: (signal: AbortSignal) => Promise<Result<readonly Notice[]>>;
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
  const { users, policies, mfaSettings } = dependencies;
  const [user, policy, settings, settled] = await Promise.all([
    users.read(claimed.id, { signal }),
    policies.read(dependencies.policyId, { signal }),
    mfaSettings.read({ signal }),
    dependencies.settle(signal),
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

/** What a pairing starts from. `clockOffset`: milliseconds that PingOne's clock is ahead. */
export const factsOf = (
  { person, policy, settings }: Arrival,
  subject: Subject,
  goal: PairingFacts['goal'],
  configuration: Configuration,
  clockOffset: number,
): Omit<PairingFacts, 'id'> => ({
  goal,
  actor: { id: person.id },
  userId: subject.id,
  suggestions: { email: subject.email, phone: subject.phone },
  methods: methodsOf(configuration, policy),
  phoneExtensions: settings?.phoneExtensions ?? null,
  clockOffset,
});
