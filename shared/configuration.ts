import * as v from 'valibot';

/** PingOne's region suffixes. Source: pingone-mfa-api.md A.1. */
export const regions = ['com', 'ca', 'eu', 'com.au', 'sg', 'asia'] as const;

const uuid = v.pipe(
  v.string('wrongType'),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'malformed'),
);

const port = (minimum: number) =>
  v.pipe(
    v.number('wrongType'),
    v.integer('malformed'),
    v.minValue(minimum, 'malformed'),
    v.maxValue(65535, 'malformed'),
  );

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** `https://host[:port]` without a path; plain http only for this computer. */
const parseOrigin = (text: string): { host: string } | null => {
  const match = /^(https?):\/\/([^/?#@\\\s:]+|\[[0-9a-f:]+\])(:\d{1,5})?$/i.exec(text);
  if (match === null) return null;
  const [, scheme, host] = match;
  if (scheme === undefined || host === undefined) return null;
  if (scheme.toLowerCase() === 'http' && !loopback.test(host)) return null;
  return { host: host.toLowerCase() };
};

const origin = v.pipe(
  v.string('wrongType'),
  v.check((text) => parseOrigin(text) !== null, 'malformed'),
);

const domain = v.pipe(
  v.string('wrongType'),
  v.regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i,
    'malformed',
  ),
);

/** Whether an origin lies at or under a relying party id, as the desktop agent demands (pingone-mfa-api.md D.3). */
export const isUnderRelyingParty = (id: string, url: string): boolean => {
  const host = parseOrigin(url)?.host;
  return host !== undefined && (host === id.toLowerCase() || host.endsWith(`.${id.toLowerCase()}`));
};

export const relyingPartySchema = v.pipe(
  v.strictObject({ id: domain, origin }, 'wrongType'),
  v.check((party) => isUnderRelyingParty(party.id, party.origin), 'originNotUnderRelyingParty'),
);

/** BCP 47, as far as languages, scripts and regions go. */
export const languageSchema = v.pipe(
  v.string('wrongType'),
  v.maxLength(35, 'malformed'),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'malformed'),
);

export const methodSchema = v.picklist(
  [
    'EMAIL',
    'PINGID_DESKTOP_GEN2',
    'SMS',
    'VOICE',
    'WHATSAPP',
    'TOTP',
    'OATH_TOKEN',
    'FIDO2',
    'MOBILE',
  ],
  'malformed',
);

const entries = v.strictObject(
  {
    environmentId: uuid,
    clientId: uuid,
    operatorClientId: v.exactOptional(uuid),
    region: v.exactOptional(v.picklist(regions, 'malformed')),
    apiBaseUrl: v.exactOptional(origin),
    authBaseUrl: v.exactOptional(origin),
    customDomain: v.exactOptional(domain),
    redirectPort: v.exactOptional(port(0)),
    desktopAgentPort: v.exactOptional(port(1)),
    relyingParty: v.exactOptional(relyingPartySchema),
    deviceAuthenticationPolicyId: v.exactOptional(uuid),
    otpLength: v.exactOptional(
      v.pipe(
        v.number('wrongType'),
        v.integer('malformed'),
        v.minValue(6, 'malformed'),
        v.maxValue(10, 'malformed'),
      ),
    ),
    mode: v.exactOptional(v.picklist(['workstation', 'kiosk'], 'malformed')),
    allowedMethods: v.exactOptional(v.array(methodSchema, 'wrongType')),
    idleSeconds: v.exactOptional(
      v.pipe(v.number('wrongType'), v.integer('malformed'), v.minValue(30, 'malformed')),
    ),
    /** kiosk: minutes after which the operator signs in again before a new person */
    reauthenticationMinutes: v.exactOptional(
      v.pipe(v.number('wrongType'), v.integer('malformed'), v.minValue(1, 'malformed')),
    ),
    /** kiosk: minutes during which a pairing can be undone */
    undoMinutes: v.exactOptional(
      v.pipe(v.number('wrongType'), v.integer('malformed'), v.minValue(1, 'malformed')),
    ),
    selfServiceUrl: v.exactOptional(
      v.pipe(v.string('wrongType'), v.regex(/^https:\/\/[^\s@\\]+$/i, 'malformed')),
    ),
    language: v.exactOptional(languageSchema),
    supportContact: v.exactOptional(v.pipe(v.string('wrongType'), v.maxLength(200, 'malformed'))),
  },
  'wrongType',
);

/** The one schema of the one configuration object (design.md section 6). It never holds a secret. */
export const configurationSchema = v.pipe(
  entries,
  // an operator signs in through an application of their own, or not at all
  v.forward(
    v.check(
      ({ mode, operatorClientId }) => mode !== 'kiosk' || operatorClientId !== undefined,
      'missing',
    ),
    ['operatorClientId'],
  ),
);
export const configurationEntries = entries.entries;

export type Configuration = v.InferOutput<typeof configurationSchema>;

export const defaultPorts = { redirect: 47821, desktopAgent: 9410 } as const;

/** Where the configuration says nothing: seconds and minutes. */
export const kioskDefaults = {
  idleSeconds: 120,
  reauthenticationMinutes: 20,
  undoMinutes: 10,
} as const;
