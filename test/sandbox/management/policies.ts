import { timestamp } from '../clock';
import { derivedId } from '../derived-id';
import type { JsonObject } from '../json';
import type { Seed } from '../seed';
import { defaultPolicy, type PolicySwitches } from '../policy-switches';
import type { Switches } from '../switches';

export interface Policy extends PolicySwitches {
  id: string;
  name: string;
  isDefault: boolean;
}

export interface Policies {
  all(): Policy[];
  /** Without an id: the default policy. */
  find(id?: unknown): Policy | undefined;
}

/** The default policy follows the switches; a second one is as PingOne creates new ones. */
export function createPolicies(seed: Seed, switches: Switches): Policies {
  const pilot = defaultPolicy();
  for (const method of [pilot.whatsApp, pilot.oathToken, pilot.pingIdDesktopGen2]) {
    method.enabled = false;
  }
  const all = (): Policy[] => [
    { ...switches.policy, id: seed.policyId, name: 'Sandbox default', isDefault: true },
    {
      ...pilot,
      maxAllowedDevices: switches.policy.maxAllowedDevices,
      id: derivedId(seed.policyId),
      name: 'Pilot',
      isDefault: false,
    },
  ];
  return {
    all,
    find: (id) => all().find((policy) => (id === undefined ? policy.isDefault : policy.id === id)),
  };
}

/** Contract F.3. */
export function showPolicy(policy: Policy, environmentUrl: string, environmentId: string) {
  const { id, name, isDefault, deviceSelection, blockDisabledUsers } = policy;
  const { email, sms, voice, whatsApp, totp, oathToken } = policy;
  const { fido2, mobile, pingIdDesktopGen2 } = policy;
  const quiet = { promptForNicknameOnPairing: false };
  const body: JsonObject = {
    _links: { self: { href: `${environmentUrl}/deviceAuthenticationPolicies/${id}` } },
    id,
    environment: { id: environmentId },
    name,
    default: isDefault,
    forSignOnPolicy: false,
    authentication: { deviceSelection },
    blockDisabledUsers,
    // Checklist I.1, item 11: an enum value that no client knows.
    newDeviceNotification: isDefault ? 'EMAIL_THEN_SMS' : 'CARRIER_PIGEON',
    email: { ...email, ...quiet },
    sms: { ...sms, ...quiet },
    voice: { ...voice, ...quiet },
    whatsApp: { ...whatsApp, ...quiet },
    totp: { ...totp, ...quiet },
    oathToken: { ...oathToken, ...quiet },
    fido2: { ...fido2, ...quiet, fido2PolicyId: derivedId(`${environmentId} fido2`) },
    mobile: { ...mobile, ...quiet },
    pingIdDesktopGen2,
    updatedAt: timestamp(Date.UTC(2026, 0, 12, 9)),
  };
  return body;
}
