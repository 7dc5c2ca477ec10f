import * as v from 'valibot';
import { AGENT_MODES } from '../desktop-agent/agent-mode';
import type { Fault } from '../http/faults';

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
