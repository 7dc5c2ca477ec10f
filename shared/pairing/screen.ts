import * as v from 'valibot';
import { detailsSchema, deviceTypeSchema } from '../devices/catalog';
import { deskErrorSchema } from '../errors';
import { ceremonyRouteSchema } from '../webauthn/route';
import { personActionSchema } from './event';

const problem = v.nullable(deskErrorSchema);
const purpose = v.picklist(['activate', 'prove']);
const time = v.number();

const deviceSchema = v.object({
  id: v.string(),
  type: deviceTypeSchema,
  target: v.nullable(v.string()),
  nickname: v.nullable(v.string()),
  description: v.nullable(v.string()),
});

const screenSchema = v.variant('kind', [
  v.object({
    kind: v.literal('choose'),
    methods: v.array(v.object({ type: deviceTypeSchema, unavailable: problem, hint: problem })),
    problem,
  }),
  v.object({
    kind: v.literal('wait'),
    what: v.picklist(['checking', 'creating', 'looking', 'abandoning', 'startingProof']),
    leaving: v.boolean(),
  }),
  v.object({
    kind: v.literal('describe'),
    type: deviceTypeSchema,
    suggestions: v.object({ email: v.nullable(v.string()), phone: v.nullable(v.string()) }),
    /** whether a call may dial an extension; null: not known */
    phoneExtensions: v.nullable(v.boolean()),
    draft: v.nullable(v.object({ details: detailsSchema, nickname: v.string() })),
    confirmOwner: v.boolean(),
    namesTaken: v.array(v.string()),
    /** where a security key is reached; null for every other type */
    route: v.nullable(ceremonyRouteSchema),
    selfServiceHost: v.nullable(v.string()),
    problem,
  }),
  v.object({
    kind: v.literal('code'),
    purpose,
    type: deviceTypeSchema,
    target: v.nullable(v.string()),
    /** digits, or null where nobody told us */
    length: v.nullable(v.number()),
    /** from when on `resend` is allowed */
    resendAt: time,
    sentCount: v.number(),
    busy: v.nullable(v.picklist(['resending', 'checking'])),
    leaving: v.boolean(),
    problem,
  }),
  v.object({
    kind: v.literal('app'),
    purpose,
    length: v.nullable(v.number()),
    /** when the key in the app's QR dies unused; null where there is none to show */
    validUntil: v.nullable(time),
    /** when the app shows a code that PingOne has not seen; null: it does so already */
    freshAt: v.nullable(time),
    busy: v.nullable(v.literal('checking')),
    leaving: v.boolean(),
    problem,
  }),
  v.object({
    kind: v.literal('token'),
    purpose,
    /** the serial number */
    target: v.nullable(v.string()),
    tokenType: v.nullable(v.picklist(['HOTP', 'TOTP'])),
    /** the code that it shows, or the one after the code that was typed last */
    ask: v.picklist(['first', 'next']),
    /** how often PingOne has asked for one more code to catch up with the token */
    round: v.number(),
    /** when the next code is there at the latest: tokens that change every 30 s, and every 60 s; null: no need to wait */
    nextBy: v.nullable(v.object({ soon: time, late: time })),
    length: v.nullable(v.number()),
    busy: v.nullable(v.literal('checking')),
    leaving: v.boolean(),
    problem,
  }),
  v.object({
    kind: v.literal('agent'),
    purpose,
    stage: v.picklist(['preparing', 'asking', 'checking']),
    /** when the agent's time is up; null while it has not been asked */
    deadline: v.nullable(time),
    leaving: v.boolean(),
  }),
  v.object({
    kind: v.literal('securityKey'),
    purpose,
    /** `asking`: a window of its own is up; `stopped`: it ended without an answer */
    stage: v.picklist(['preparing', 'asking', 'stopped', 'checking']),
    leaving: v.boolean(),
    problem,
  }),
  v.object({
    kind: v.literal('pairingKey'),
    /** when the key dies unused */
    validUntil: time,
    leaving: v.boolean(),
  }),
  v.object({
    kind: v.literal('browser'),
    /** of the page where people look after their devices */
    host: v.nullable(v.string()),
    stage: v.picklist(['opening', 'watching']),
  }),
  v.object({
    kind: v.literal('push'),
    /** of the device that is asked */
    name: v.nullable(v.string()),
    sentAt: time,
    /** when PingOne gives it up; null: the policy that says so cannot be read */
    deadline: v.nullable(time),
    leaving: v.boolean(),
  }),
  v.object({
    kind: v.literal('chooseDevice'),
    devices: v.array(
      v.object({
        id: v.string(),
        type: v.string(),
        nickname: v.nullable(v.string()),
        target: v.nullable(v.string()),
        obstacle: v.nullable(v.picklist(['blocked', 'notUsable', 'notHere'])),
      }),
    ),
  }),
  v.object({
    kind: v.literal('done'),
    device: deviceSchema,
    verdict: v.variant('kind', [
      v.object({
        kind: v.literal('proven'),
        at: time,
        authenticationId: v.string(),
        reference: v.string(),
      }),
      v.object({
        kind: v.literal('notProven'),
        reason: v.union([v.literal('left'), deskErrorSchema]),
      }),
    ]),
  }),
  v.object({
    kind: v.literal('failed'),
    error: deskErrorSchema,
    left: v.picklist(['nothing', 'pending', 'pairingKey', 'unknown']),
  }),
  v.object({ kind: v.literal('abandoned'), left: v.nullable(deviceSchema) }),
]);

export const railSteps = ['choose', 'describe', 'respond', 'prove'] as const;
export type RailStep = (typeof railSteps)[number];

/** All that a window ever sees of a pairing. */
export const pairingViewSchema = v.object({
  id: v.string(),
  goal: v.picklist(['pair', 'prove']),
  type: v.nullable(deviceTypeSchema),
  target: v.nullable(v.string()),
  rail: v.array(
    v.object({ step: v.picklist(railSteps), status: v.picklist(['done', 'now', 'next']) }),
  ),
  screen: screenSchema,
  /** milliseconds by which this computer's clock is wrong, where that is enough to matter; ahead is positive */
  clockError: v.nullable(v.number()),
  /** the device that the new one shall take the place of */
  replaces: v.nullable(
    v.object({ deviceId: v.string(), type: v.string(), name: v.nullable(v.string()) }),
  ),
  allowed: v.array(
    v.picklist(personActionSchema.options.map((option) => option.entries.kind.literal)),
  ),
});
export type PairingView = v.InferOutput<typeof pairingViewSchema>;
export type Screen = PairingView['screen'];
export type ScreenOf<Kind extends Screen['kind']> = Extract<Screen, { kind: Kind }>;
