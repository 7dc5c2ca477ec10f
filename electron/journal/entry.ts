import * as v from 'valibot';
import { deviceTypeSchema } from '../../shared/devices/catalog';

/** What has to be known of every change to settle it after a crash. No secret, no address, no name. */
const whose = {
  id: v.string(),
  /** sent with every request of this change: what support staff can search for */
  transactionId: v.string(),
  environmentId: v.string(),
  actorId: v.string(),
  /** `sent`: nobody has written down an answer yet; `unknown`: it was lost */
  outcome: v.picklist(['sent', 'confirmed', 'unknown']),
  /** milliseconds since the epoch, UTC */
  at: v.number(),
};
const ofUser = { ...whose, userId: v.string() };

const deviceSchema = v.object({
  id: v.string(),
  type: v.string(),
  maskedTarget: v.nullable(v.string()),
});
const ofDevice = { ...ofUser, device: deviceSchema };

const pairingEntries = {
  ...ofUser,
  type: deviceTypeSchema,
  maskedTarget: v.nullable(v.string()),
  /** whatever device was there before is not ours */
  knownDeviceIds: v.array(v.string()),
  deviceId: v.nullable(v.string()),
  /** of the mobile app, which makes its device by itself */
  pairingKeyId: v.optional(v.nullable(v.string()), null),
};
const steps = v.picklist(['create', 'activate', 'remove']);

const pairingSchema = v.object({ ...pairingEntries, change: v.literal('pair'), step: steps });
export type PairingEntry = v.InferOutput<typeof pairingSchema>;

const changeSchema = v.variant('change', [
  // of a name only what is needed to know it again
  v.object({ ...ofDevice, change: v.literal('rename'), nameDigest: v.string() }),
  v.object({ ...ofDevice, change: v.literal('remove') }),
  v.object({ ...ofDevice, change: v.literal('block') }),
  v.object({ ...ofDevice, change: v.literal('unblock') }),
  v.object({ ...ofDevice, change: v.literal('unlock') }),
  v.object({ ...ofDevice, change: v.literal('requestLogs') }),
  v.object({ ...ofUser, change: v.literal('reorder'), order: v.array(v.string()) }),
  v.object({ ...ofUser, change: v.literal('enableMfa') }),
  // a token of the environment, which may be nobody's
  v.object({ ...whose, change: v.literal('resync'), device: deviceSchema }),
]);
export type ChangeEntry = v.InferOutput<typeof changeSchema>;

export type JournalEntry = PairingEntry | ChangeEntry;

/** As version 1 wrote them: pairings only. */
const { id, ...others } = pairingEntries;
const version1Schema = v.pipe(
  v.object({ ...others, pairingId: id, change: steps }),
  v.transform(({ pairingId, change, ...entry }): PairingEntry => ({
    ...entry,
    id: pairingId,
    change: 'pair',
    step: change,
  })),
);

const entrySchema = v.union([pairingSchema, changeSchema, version1Schema]);

/** An entry as this version or an earlier one wrote it; null: it makes no sense here. */
export const readEntry = (written: unknown): JournalEntry | null => {
  const read = v.safeParse(entrySchema, written);
  return read.success ? read.output : null;
};

const identifiedSchema = v.union([
  v.pipe(
    v.object({ id: v.string() }),
    v.transform((entry) => entry.id),
  ),
  v.pipe(
    v.object({ pairingId: v.string() }),
    v.transform((entry) => entry.pairingId),
  ),
]);

/** The same by which an entry is found again; null where it has none. */
export const idOf = (written: unknown): string | null => {
  const read = v.safeParse(identifiedSchema, written);
  return read.success ? read.output : null;
};
