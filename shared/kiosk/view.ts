import * as v from 'valibot';
import { detailsSchema, deviceTypeSchema, nicknameSchema } from '../devices/catalog';
import { deskErrorSchema } from '../errors';
import { personSchema } from '../ipc/views';
import { rightActions, rightSchema } from './rights';

const time = v.number();

/** In whose hands the screen is: `nobody` where it was left alone, and is locked. */
export const handsSchema = v.picklist(['operator', 'subject', 'nobody']);
export type Hands = v.InferOutput<typeof handsSchema>;

/** How the operator made sure who stands there. No free words: they would end up in the record. */
export const identifications = ['photoId', 'badge', 'known', 'vouched', 'callback'] as const;
export const identificationSchema = v.picklist(identifications);
export type Identification = v.InferOutput<typeof identificationSchema>;

/** Why a pairing is undone. */
export const undoReasons = ['wrongPerson', 'wrongDevice'] as const;
export const undoReasonSchema = v.picklist(undoReasons);
export type UndoReason = v.InferOutput<typeof undoReasonSchema>;

/** The operator's PIN for this shift: 4 to 8 digits, in memory only. */
export const pinSchema = v.pipe(v.string(), v.regex(/^\d{4,8}$/));
/** Wrong tries before the PIN is worth nothing and the operator has to sign in. */
export const pinTries = 5;

/** A user of the directory, as far as it takes to tell people apart and to see what is in the way. */
export const kioskPersonSchema = v.object({
  id: v.string(),
  username: v.nullable(v.string()),
  name: v.nullable(v.string()),
  email: v.nullable(v.string()),
  /** name of the population; null when it cannot be read */
  population: v.nullable(v.string()),
  enabled: v.boolean(),
  locked: v.boolean(),
  /** whether sign-on asks for MFA at all; null when PingOne did not say */
  mfaEnabled: v.nullable(v.boolean()),
});
export type KioskPerson = v.InferOutput<typeof kioskPersonSchema>;

/** Letters that a search needs at least. */
export const searchMinimum = 3;

export const searchResultSchema = v.object({
  /** what was searched for, as it was understood */
  text: v.string(),
  people: v.array(kioskPersonSchema),
  /** there are others whom the search did not list */
  more: v.boolean(),
});
export type SearchResult = v.InferOutput<typeof searchResultSchema>;

/** What the person is asked to confirm and to do themself. */
export const handOverAskSchema = v.variant('kind', [
  v.object({
    kind: v.literal('pair'),
    details: detailsSchema,
    nickname: nicknameSchema,
    /** "yes, that program is PingID Desktop", where nobody else could tell */
    ownerConfirmed: v.boolean(),
  }),
  /** a pending device of an earlier pairing */
  v.object({ kind: v.literal('resume'), deviceId: v.string() }),
  /** a device that is paired already */
  v.object({ kind: v.literal('prove'), deviceId: v.string() }),
]);
export type HandOverAsk = v.InferOutput<typeof handOverAskSchema>;

export const handOverSchema = v.object({
  kind: v.picklist(['pair', 'resume', 'prove']),
  type: deviceTypeSchema,
  /** masked: the person knows the rest */
  target: v.nullable(v.string()),
  /** `asked`: is it you? `denied`: it is not; `confirmed`: it goes on */
  answer: v.picklist(['asked', 'denied', 'confirmed']),
});
export type HandOver = v.InferOutput<typeof handOverSchema>;

/** A pairing that can still be undone. Nobody's name. */
export const bindingSchema = v.object({
  id: v.string(),
  deviceId: v.string(),
  type: deviceTypeSchema,
  target: v.nullable(v.string()),
  /** when the device became active */
  at: time,
  /** until when it can be undone */
  until: time,
});
export type Binding = v.InferOutput<typeof bindingSchema>;

/** What is looked at after a wipe. */
export const wipeParts = [
  'pairing',
  'memory',
  'window',
  'storage',
  'clipboard',
  'downloads',
] as const;
export const wipeReportSchema = v.object({
  at: time,
  why: v.picklist(['next', 'idle', 'ended']),
  /** milliseconds that it took */
  took: v.number(),
  parts: v.array(
    v.object({ part: v.picklist(wipeParts), state: v.picklist(['clean', 'pending', 'failed']) }),
  ),
});
export type WipePart = (typeof wipeParts)[number];
export type WipeReport = v.InferOutput<typeof wipeReportSchema>;

/** `damaged`: it was changed from outside; it was set aside, and a new one begun. `unwritable`: nobody can be served. */
export const recordStateSchema = v.picklist(['good', 'damaged', 'unwritable']);
export type RecordState = v.InferOutput<typeof recordStateSchema>;

const stageSchema = v.variant('name', [
  v.object({ name: v.literal('checkingRights') }),
  /** before the first person: what this operator may do, and the PIN of the shift */
  v.object({ name: v.literal('opening'), rights: v.array(rightSchema), record: recordStateSchema }),
  v.object({
    name: v.literal('finding'),
    /** what was cleaned after the person before; null at the start of the shift */
    cleaned: v.nullable(wipeReportSchema),
  }),
  v.object({
    name: v.literal('serving'),
    person: kioskPersonSchema,
    identifiedBy: v.nullable(identificationSchema),
    handOver: v.nullable(handOverSchema),
  }),
  v.object({ name: v.literal('wiping') }),
]);

/** All that a window ever sees of a shift; null on a workstation, and while nobody is signed in. */
export const kioskViewSchema = v.object({
  operator: personSchema,
  hands: handsSchema,
  /** tries that the PIN still has; null where there is none to type */
  pinTries: v.nullable(v.number()),
  /** from when on the operator has to sign in again before a new person */
  reauthenticateAt: time,
  /** a moment without anybody: when it is wiped, or signed out; null while nobody has to be warned */
  idleDeadline: v.nullable(time),
  bindings: v.array(bindingSchema),
  /** what this operator may not do, as far as it was found out at the start of the shift */
  missingRights: v.array(v.picklist(rightActions)),
  /** what could not be cleaned up at PingOne, and what the window has to say about it */
  problem: v.nullable(deskErrorSchema),
  stage: stageSchema,
});
export type KioskView = v.InferOutput<typeof kioskViewSchema>;
export type KioskStage = KioskView['stage'];
