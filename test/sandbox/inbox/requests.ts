import * as v from 'valibot';
import { PERMISSIONS } from '../auth/permissions';
import { AGENT_MODES } from '../desktop-agent/agent-mode';
import type { Fault } from '../http/faults';
import { PHONE_MODES } from '../phone-apps/phones';

/** What may be posted to the inbox host. Unknown keys are mistakes. */
export const clockRequest = v.union([
  v.strictObject({ advanceMs: v.number() }),
  v.strictObject({ now: v.union([v.number(), v.pipe(v.string(), v.isoTimestamp())]) }),
]);

export const promptRequest = v.strictObject({ answer: v.picklist(['confirm', 'decline']) });

/** `refused` is a mode from outside only: it stops the listener, any other starts it. */
export const agentRequest = v.strictObject({
  mode: v.optional(v.picklist([...AGENT_MODES, 'refused'])),
  delayMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  /** Where it listens from now on; 0: any free port. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
  /** Whether another program is on `[::1]` at the agent's port. */
  squatted: v.optional(v.boolean()),
});

const effect = v.union([
  v.picklist([
    'cutBefore',
    'cutAfter',
    'cutDuring',
    'garbage',
    'html',
    'rateLimited',
    'unavailable',
  ]),
  v.strictObject({ delayMs: v.pipe(v.number(), v.minValue(0)) }),
  v.strictObject({
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    body: v.optional(v.unknown()),
    headers: v.optional(v.record(v.string(), v.string())),
    afterEffect: v.optional(v.boolean()),
  }),
]);

/** A fault as JSON: as in the code, but `path` is the source of a regular expression. */
export const faultRequest = v.strictObject({
  host: v.optional(v.picklist(['auth', 'api', 'agent'])),
  method: v.optional(v.string()),
  path: v.optional(v.string()),
  mediaType: v.optional(v.string()),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  effect,
});

export function toFault({ path, ...rest }: v.InferOutput<typeof faultRequest>): Fault {
  return { ...rest, ...(path !== undefined && { path: new RegExp(path) }) } as Fault;
}

/** What the phone is shown, a code or an address, and what its owner does with it. */
export const phoneRequest = v.union([
  v.strictObject({ scanned: v.string(), username: v.string(), password: v.string() }),
  v.strictObject({ scanned: v.string(), refuse: v.literal(true) }),
]);

/** What an app scans or types. With `failWith`, the key fails with this `error.code`. */
export const claimRequest = v.strictObject({
  code: v.string(),
  model: v.optional(v.string()),
  failWith: v.optional(v.string()),
});

const onOrOff = v.optional(v.picklist(['enabled', 'disabled']));

/** What is done to the app on a phone; `pushId` is the push that is answered, the oldest unless told. */
export const phoneAppRequest = v.strictObject({
  mode: v.optional(v.picklist(PHONE_MODES)),
  push: onOrOff,
  otp: onOrOff,
  answer: v.optional(v.picklist(['approve', 'reject'])),
  pushId: v.optional(v.string()),
});

/** What happens to a user; whoever vanished cannot be changed any more. */
export const userRequest = v.union([
  v.strictObject({ vanish: v.literal(true) }),
  v.strictObject({
    enabled: v.optional(v.boolean()),
    /** A number: seconds. */
    locked: v.optional(v.union([v.boolean(), v.pipe(v.number(), v.minValue(1))])),
    mfaEnabled: v.optional(v.boolean()),
  }),
]);

/** The one switch whose values are names: what is misspelt would withhold nothing. */
export const switchesRequest = v.looseObject({
  withheldPermissions: v.optional(v.array(v.picklist(PERMISSIONS))),
});
