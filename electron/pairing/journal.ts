import * as v from 'valibot';
import { deviceTypeSchema } from '../../shared/devices/catalog';
import { createJsonFile } from '../files/json-file';

/**
 * What has to be known to settle a pairing after a crash. Flushed before each change at PingOne's end; no secret, no
 * address, only what reading PingOne again needs.
 */
const entrySchema = v.object({
  pairingId: v.string(),
  /** sent with every request of this pairing: what support staff can search for */
  transactionId: v.string(),
  environmentId: v.string(),
  actorId: v.string(),
  userId: v.string(),
  type: deviceTypeSchema,
  maskedTarget: v.nullable(v.string()),
  /** whatever device was there before is not ours */
  knownDeviceIds: v.array(v.string()),
  deviceId: v.nullable(v.string()),
  /** of the mobile app, which makes its device by itself */
  pairingKeyId: v.optional(v.nullable(v.string()), null),
  change: v.picklist(['create', 'activate', 'remove']),
  outcome: v.picklist(['sent', 'confirmed', 'unknown']),
  /** milliseconds since the epoch, UTC */
  at: v.number(),
});
export type JournalEntry = v.InferOutput<typeof entrySchema>;

const journalSchema = v.object({ version: v.literal(1), entries: v.array(entrySchema) });

/** Whose pairings: nobody else's are touched, or even looked at. */
export interface JournalOwner {
  readonly environmentId: string;
  readonly actorId: string;
}

export interface Journal {
  /** Adds or replaces the entry of its pairing; on disk when it returns. Rejects when it could not be written. */
  record(entry: JournalEntry): Promise<void>;
  /** The pairing ended and left nothing undecided. */
  close(pairingId: string): Promise<void>;
  /** What an earlier run left open. */
  open(owner: JournalOwner): Promise<readonly JournalEntry[]>;
}

export const createJournal = (file: string, now: () => number): Journal => {
  const document = createJsonFile(file, journalSchema, { version: 1, entries: [] }, now);
  const without = (entries: readonly JournalEntry[], pairingId: string): JournalEntry[] =>
    entries.filter((entry) => entry.pairingId !== pairingId);
  return {
    record: (entry) =>
      document.update(({ version, entries }) => ({
        version,
        entries: [...without(entries, entry.pairingId), entry],
      })),
    async close(pairingId) {
      const { entries } = await document.read();
      if (!entries.some((entry) => entry.pairingId === pairingId)) return;
      await document.update(({ version, entries: current }) => ({
        version,
        entries: without(current, pairingId),
      }));
    },
    async open({ environmentId, actorId }) {
      const { entries } = await document.read();
      return entries.filter(
        (entry) => entry.environmentId === environmentId && entry.actorId === actorId,
      );
    },
  };
};
