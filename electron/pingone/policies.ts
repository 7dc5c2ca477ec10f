import { ok, type Result } from '../../shared/result';
import type { PingOneHttp } from './http';
import { readPages } from './pages';
import { circumstances } from './problems';
import type { RequestContext } from './request';
import { policyPageSchema, policySchema, type PolicyAnswer } from './schemas';
import { understand } from './understand';

export interface PolicyMethod {
  readonly enabled: boolean;
  /** devices that exist still work, new ones cannot be paired */
  readonly pairingDisabled: boolean;
  /** digits of a one-time code, 6 to 10; null where it is not said */
  readonly codeLength: number | null;
}

/** What a device authentication policy says about each method, by PingOne's device type: `EMAIL`, ... */
export interface Policy {
  readonly id: string;
  readonly name: string | null;
  readonly methods: Readonly<Partial<Record<string, PolicyMethod>>>;
  /** milliseconds that the key of the mobile app can be claimed; null where it is not said */
  readonly pairingKeyLifetime: number | null;
  /** milliseconds that a push waits on a phone; null where it is not said */
  readonly pushTimeout: number | null;
}

/** Device authentication policies (pingone-mfa-api.md F.3). */
export interface Policies {
  /**
   * The policy with this id; with null, the environment's default. `ok(null)`: not for the person who is signed in
   * (end users may not read them), or there is no default. Errors: `notFound`, and what `PingOneHttp.send` names.
   */
  read(policyId: string | null, context: RequestContext): Promise<Result<Policy | null>>;
}

const keyOf = {
  SMS: 'sms',
  VOICE: 'voice',
  EMAIL: 'email',
  WHATSAPP: 'whatsApp',
  TOTP: 'totp',
  OATH_TOKEN: 'oathToken',
  FIDO2: 'fido2',
  MOBILE: 'mobile',
  PINGID_DESKTOP_GEN2: 'pingIdDesktopGen2',
} as const;

const milliseconds: Readonly<Partial<Record<string, number>>> = {
  SECONDS: 1_000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
};

/** Of the apps that a policy names, in milliseconds. */
const least = (
  { mobile }: PolicyAnswer,
  property: 'pairingKeyLifetime' | 'pushTimeout',
): number | null => {
  const given = mobile.applications.flatMap((application) => {
    const { duration, timeUnit } = application[property];
    const unit = timeUnit === null ? undefined : milliseconds[timeUnit];
    return duration === null || duration <= 0 || unit === undefined ? [] : [duration * unit];
  });
  return given.length === 0 ? null : Math.min(...given);
};

const policyOf = (answer: PolicyAnswer): Policy => ({
  id: answer.id,
  name: answer.name,
  // a key may be good for several apps: then the shortest life counts (F.1)
  pairingKeyLifetime: least(answer, 'pairingKeyLifetime'),
  // which app a phone has is not known before it is asked: the shortest time is one that it has for sure
  pushTimeout: least(answer, 'pushTimeout'),
  methods: Object.fromEntries(
    Object.entries(keyOf).flatMap(([type, key]): [string, PolicyMethod][] => {
      const { enabled, pairingDisabled, otp } = answer[key];
      // an object that is not there says nothing about the method
      if (enabled === null) return [];
      const length = otp.otpLength;
      const codeLength = length !== null && length >= 6 && length <= 10 ? length : null;
      return [[type, { enabled, pairingDisabled: pairingDisabled ?? false, codeLength }]];
    }),
  ),
});

export const createPolicies = ({ http }: { readonly http: PingOneHttp }): Policies => {
  const all = 'deviceAuthenticationPolicies';
  const get = (path: readonly string[]) =>
    ({
      method: 'GET',
      target: { host: 'api', path },
      mayBeForbidden: true,
      circumstance: circumstances.resource,
    }) as const;

  const find = async (
    policyId: string | null,
    context: RequestContext,
  ): Promise<Result<PolicyAnswer | null>> => {
    if (policyId !== null)
      return understand(await http.send(get([all, policyId]), context), policySchema);
    const pages = await readPages(http, get([all]), policyPageSchema, context);
    if (!pages.ok) return pages;
    const policies = pages.value.flatMap((page) => page._embedded.deviceAuthenticationPolicies);
    return ok(policies.find((policy) => policy.default === true) ?? null);
  };

  return {
    async read(policyId, context) {
      const found = await find(policyId, context);
      if (!found.ok) return found.error.code === 'forbidden' ? ok(null) : found;
      return ok(found.value === null ? null : policyOf(found.value));
    },
  };
};
