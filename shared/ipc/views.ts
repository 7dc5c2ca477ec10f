import * as v from 'valibot';
import { configurationSchema } from '../configuration';
import { configurationProblemSchema, configurationSourceSchema, deskErrorSchema } from '../errors';

const time = v.number();

/** The settings that the first-run screen writes: the configuration itself. */
export const settingsSchema = configurationSchema;
export type Settings = v.InferOutput<typeof settingsSchema>;

export const configurationViewSchema = v.variant('state', [
  v.object({ state: v.literal('missing') }),
  v.object({
    state: v.literal('invalid'),
    source: configurationSourceSchema,
    problems: v.array(configurationProblemSchema),
    /** whether the connection screen may replace it: only the user's own settings */
    editable: v.boolean(),
  }),
  v.object({
    state: v.literal('ready'),
    source: configurationSourceSchema,
    settings: settingsSchema,
    editable: v.boolean(),
  }),
]);
export type ConfigurationView = v.InferOutput<typeof configurationViewSchema>;

/** What a connection test found out. */
export const connectionReportSchema = v.object({
  issuer: v.string(),
  authHost: v.string(),
  apiHost: v.string(),
});
export type ConnectionReport = v.InferOutput<typeof connectionReportSchema>;

export const personSchema = v.object({
  id: v.string(),
  username: v.string(),
  name: v.nullable(v.string()),
  email: v.nullable(v.string()),
});
export type Person = v.InferOutput<typeof personSchema>;

/** Where the refresh token is: in the keychain, or only in memory and why. */
export const keychainSchema = v.picklist(['saved', 'locked', 'unavailable', 'notOffered']);

/** A square of unit modules: an SVG path of the dark ones, quiet zone included. */
export const qrSchema = v.object({ size: v.number(), path: v.string() });
export type Qr = v.InferOutput<typeof qrSchema>;

/** How somebody signs in: in the browser of this computer, or on a phone of their own (RFC 8628). */
export const signInWaySchema = v.picklist(['browser', 'phone']);
export type SignInWay = v.InferOutput<typeof signInWaySchema>;

/** A sign-in under way. */
export const signInProgressSchema = v.object({
  phase: v.picklist(['opening', 'waiting', 'finishing']),
  /** when the sign-in gives up */
  deadline: time,
  /** what the phone has to be shown; null in the browser, and before it is known */
  phone: v.nullable(
    v.object({
      /** as PingOne wrote it, to be typed */
      userCode: v.string(),
      /** where to type it */
      address: v.string(),
      /** the address with the code in it */
      qr: qrSchema,
    }),
  ),
});
export type SignInProgress = v.InferOutput<typeof signInProgressSchema>;

export const sessionViewSchema = v.variant('state', [
  v.object({ state: v.literal('unconfigured') }),
  v.object({ state: v.literal('restoring') }),
  v.object({
    state: v.literal('signedOut'),
    reason: v.nullable(deskErrorSchema),
    ways: v.array(signInWaySchema),
    /** only the network is in the way: it is tried again by itself */
    triesAgain: v.exactOptional(v.literal(true)),
  }),
  v.object({ state: v.literal('signingIn'), ...signInProgressSchema.entries }),
  v.object({
    state: v.literal('signedIn'),
    person: personSchema,
    keychain: keychainSchema,
    /** scopes that were asked for and not granted */
    missingScopes: v.array(v.string()),
    ways: v.array(signInWaySchema),
    /** the same person signing in once more: under way, or why it did not work */
    again: v.nullable(
      v.variant('state', [
        v.object({ state: v.literal('running'), ...signInProgressSchema.entries }),
        v.object({ state: v.literal('failed'), error: deskErrorSchema }),
      ]),
    ),
  }),
  v.object({ state: v.literal('signingOut') }),
]);
export type SessionView = v.InferOutput<typeof sessionViewSchema>;

export const proofSchema = v.object({ at: time, reference: v.string() });

export const deviceViewSchema = v.object({
  id: v.string(),
  /** PingOne's word; not necessarily one that this program knows */
  type: v.string(),
  nickname: v.nullable(v.string()),
  /** address, number, serial: as PingOne tells it */
  target: v.nullable(v.string()),
  description: v.nullable(v.string()),
  status: v.picklist(['active', 'pending', 'other']),
  blocked: v.boolean(),
  locked: v.boolean(),
  lockedUntil: v.nullable(time),
  isDefault: v.boolean(),
  createdAt: v.nullable(time),
  /** a pending device that can still be finished here */
  canFinish: v.boolean(),
  /** an active device that a device authentication from here can prove */
  canProve: v.boolean(),
  /** what is dialled after a call is answered */
  extension: v.nullable(v.string()),
  /** how a hardware token makes its codes */
  tokenType: v.nullable(v.picklist(['HOTP', 'TOTP'])),
  updatedAt: v.nullable(time),
  /** what an administrator, or the way to a new device, can do about it; what is not named is refused */
  may: v.array(v.picklist(['block', 'unblock', 'unlock', 'requestLogs', 'replace'])),
  /** what this workstation remembers of it */
  proof: v.nullable(proofSchema),
});
export type DeviceView = v.InferOutput<typeof deviceViewSchema>;

export const deviceListSchema = v.object({
  devices: v.array(deviceViewSchema),
  /** milliseconds by which this computer's clock is wrong, where that is enough to matter; ahead is positive */
  clockError: v.nullable(v.number()),
  /**
   * PingID Desktop of this computer. `thereNotHere`: paired from here once, and PingOne has no such device any more;
   * `hereNotThere`: PingOne has it, and PingID Desktop has said that it does not know it.
   */
  workstation: v.picklist([
    'paired',
    'notPaired',
    'agentSilent',
    'notConfigured',
    'thereNotHere',
    'hereNotThere',
  ]),
});
export type DeviceList = v.InferOutput<typeof deviceListSchema>;

/** What stands between this computer and PingID Desktop, the gravest first. */
export const preflightSchema = v.object({
  findings: v.array(
    v.object({
      error: deskErrorSchema,
      /** whether pairing would be tried in vain */
      stops: v.boolean(),
      /** what to type on this computer to look at it, or to mend it */
      command: v.nullable(v.string()),
    }),
  ),
});
export type Preflight = v.InferOutput<typeof preflightSchema>;

/** What support needs to know, a file each, in the order in which it is read. */
export const diagnosticsParts = [
  'versions',
  'configuration',
  'session',
  'workstation',
  'network',
  'journal',
  'files',
  'log',
] as const;
export type DiagnosticsPart = (typeof diagnosticsParts)[number];

/** All that would be written, redacted: what is not in here is in no file. */
export const diagnosticsSchema = v.object({
  id: v.string(),
  files: v.array(v.object({ name: v.picklist(diagnosticsParts), text: v.string() })),
});
export type Diagnostics = v.InferOutput<typeof diagnosticsSchema>;

/** Where it was written; null: the person did not want it to be. */
export const savedDiagnosticsSchema = v.object({ file: v.nullable(v.string()) });
export type SavedDiagnostics = v.InferOutput<typeof savedDiagnosticsSchema>;

/** The key of the mobile app: a secret that the window may hold while that screen is up, and no longer. */
export const pairingKeySchema = v.object({
  /** as PingOne wrote it, to be typed: digits or characters, of any length */
  code: v.string(),
  qr: qrSchema,
});
export type PairingKey = v.InferOutput<typeof pairingKeySchema>;

/** A hardware token of the environment, as an administrator sees it. */
export const tokenViewSchema = v.object({
  id: v.string(),
  serialNumber: v.string(),
  tokenType: v.nullable(v.picklist(['HOTP', 'TOTP'])),
  /** digits of a code */
  length: v.nullable(v.number()),
  /** seconds that a code is shown; null for HOTP */
  period: v.nullable(v.number()),
  /** time steps that the token is ahead of PingOne; null where it is not known, and for HOTP */
  drift: v.nullable(v.number()),
  /** whose it is; null: nobody's */
  boundTo: v.nullable(v.object({ userId: v.string(), name: v.nullable(v.string()) })),
});
export type TokenView = v.InferOutput<typeof tokenViewSchema>;

export const tokenListSchema = v.object({
  tokens: v.array(tokenViewSchema),
  /** there are more than are shown */
  more: v.boolean(),
});
export type TokenList = v.InferOutput<typeof tokenListSchema>;

/** `oneMore`: PingOne has taken the code, and wants the next one. */
export const resyncSchema = v.variant('state', [
  v.object({ state: v.literal('resynced'), token: v.nullable(tokenViewSchema) }),
  v.object({ state: v.literal('oneMore') }),
]);
export type Resync = v.InferOutput<typeof resyncSchema>;

/** Countries and territories with a telephone numbering plan. Their names are the window's to know. */
export const countryListSchema = v.object({
  countries: v.array(
    v.object({
      /** ISO 3166-1 alpha-2 */
      code: v.string(),
      /** without the `+` */
      callingCode: v.string(),
    }),
  ),
  /** where this person or this computer most likely is */
  suggested: v.nullable(v.string()),
});
export type CountryList = v.InferOutput<typeof countryListSchema>;

/** What a typed telephone number was understood as. */
export const phoneReadingSchema = v.variant('kind', [
  v.object({
    kind: v.literal('number'),
    /** E.164 */
    phone: v.string(),
    /** as people write it: `+1 512 555 0123` */
    international: v.string(),
    /** ISO 3166-1 alpha-2; null for numbers of no country, such as satellite phones */
    country: v.nullable(v.string()),
    /** where one was typed behind the number */
    extension: v.nullable(v.string()),
    /** not known to be in use: new ranges appear, so it may be right all the same */
    doubtful: v.boolean(),
    /** a line that cannot get text messages, as far as its number tells */
    landline: v.boolean(),
  }),
  v.object({
    kind: v.literal('problem'),
    problem: v.picklist(['empty', 'noCountry', 'letters', 'notANumber', 'tooShort', 'tooLong']),
  }),
]);
export type PhoneReading = v.InferOutput<typeof phoneReadingSchema>;

/**
 * The key of an authenticator app: a secret that the window may hold while that screen is up, and no longer
 * (design: the few secrets a window may hold).
 */
export const appKeySchema = v.object({
  /** base32, for typing */
  secret: v.string(),
  issuer: v.nullable(v.string()),
  account: v.nullable(v.string()),
  qr: qrSchema,
});
export type AppKey = v.InferOutput<typeof appKeySchema>;
