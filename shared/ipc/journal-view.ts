import * as v from 'valibot';
import { deskErrorSchema } from '../errors';

/** What is changed at PingOne by one request, and written down before it is sent. */
export const singleChanges = [
  'rename',
  'remove',
  'reorder',
  'block',
  'unblock',
  'unlock',
  'requestLogs',
  'enableMfa',
  'resync',
] as const;
export type SingleChange = (typeof singleChanges)[number];

/** A device as far as the journal knows it: masked, and without its name. */
const deviceSchema = v.object({
  /** null while PingOne has given it none, or nobody heard of it */
  id: v.nullable(v.string()),
  /** PingOne's word */
  type: v.string(),
  target: v.nullable(v.string()),
});
export type JournalledDevice = v.InferOutput<typeof deviceSchema>;

/** A change whose outcome nobody knows. */
export const openChangeSchema = v.object({
  id: v.string(),
  change: v.picklist(['pair', ...singleChanges]),
  /** null: it is about no device */
  device: v.nullable(deviceSchema),
  /** when it was last heard of: milliseconds since the epoch, UTC */
  at: v.number(),
  /** `sent`: it may or may not have arrived; `unknown`: the answer was lost; `confirmed`: done, and not finished */
  outcome: v.picklist(['sent', 'confirmed', 'unknown']),
});
export type OpenChange = v.InferOutput<typeof openChangeSchema>;

/** What PingOne says about something that was interrupted, and has been settled by it. */
export const noticeSchema = v.variant('kind', [
  /** a pairing: its pending device has been removed */
  v.object({ kind: v.literal('removedLeftover'), type: v.string() }),
  /** a pairing that can be finished */
  v.object({ kind: v.literal('canBeFinished'), deviceId: v.string() }),
  /** a pairing that did end well */
  v.object({ kind: v.literal('wasCompleted'), deviceId: v.string(), type: v.string() }),
  /** a pairing that took too long: PingOne has dropped its pending device */
  v.object({ kind: v.literal('expired'), type: v.string() }),
  /** a pairing whose pending device somebody has removed */
  v.object({ kind: v.literal('nothingLeft'), type: v.string() }),
  /** a pairing: what it left cannot be told */
  v.object({ kind: v.literal('undecided'), type: v.string() }),
  /** any other change. `gone`: what it was about is not there any more; `unknown`: PingOne does not tell */
  v.object({
    kind: v.literal('change'),
    change: v.picklist(singleChanges),
    result: v.picklist(['done', 'notDone', 'gone', 'unknown']),
    device: v.nullable(deviceSchema),
  }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;

/** What whoever is signed in has left open at PingOne. */
export const journalViewSchema = v.object({
  /** PingOne is being read */
  looking: v.boolean(),
  open: v.array(openChangeSchema),
  /** what was found out since the sign-in */
  notices: v.array(v.object({ id: v.string(), notice: noticeSchema })),
  /** why the last look could not settle all of it */
  problem: v.nullable(deskErrorSchema),
  /** entries that make no sense here; they are kept, and nothing is done about them */
  unreadable: v.number(),
});
export type JournalView = v.InferOutput<typeof journalViewSchema>;
