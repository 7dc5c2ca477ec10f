import * as v from 'valibot';
import { fail, ok, type Result } from '../../shared/result';
import {
  createJsonFile,
  type JsonFile,
  type JsonFileOptions,
  type JsonFormat,
} from '../files/json-file';
import { idOf, readEntry, type JournalEntry } from './entry';

/** Whose changes: nobody else's are touched, or even looked at. */
export interface JournalOwner {
  readonly environmentId: string;
  readonly actorId: string;
}

/**
 * What is about to be changed at PingOne's end, and what nobody knows the outcome of. Nothing is sent that is not in
 * here first. A document of a newer version is left as it is: then nothing can be changed.
 */
export interface Journal {
  /**
   * Adds or replaces an entry, which is under way from now on. It is on disk when this answers `ok`; else what it stands
   * for must not be sent. Errors: `journalNotWritten`, `journalNewer`.
   */
  record(entry: JournalEntry): Promise<Result<undefined>>;
  /** Nothing of it is undecided any more. Errors: as above; then it is settled once more, which does no harm. */
  close(id: string): Promise<Result<undefined>>;
  /** Nobody here waits for its outcome any more: it is left to be settled. */
  release(id: string): void;
  /** What is left to be settled, oldest first: nothing that is under way. */
  open(owner: JournalOwner): Promise<readonly JournalEntry[]>;
  /** How many entries make no sense here. They stay as they are. */
  unreadable(): Promise<number>;
  /** Tells of every change of what is open, until the returned function is called. */
  watch(listener: () => void): () => void;
}

/** Entries are read one by one: what a broken one says is lost to nobody else. */
const documentSchema = v.object({ version: v.picklist([1, 2]), entries: v.array(v.unknown()) });
export type JournalDocument = v.InferOutput<typeof documentSchema>;

const format: JsonFormat<JournalDocument> = {
  version: 2,
  schema: documentSchema,
  empty: { version: 2, entries: [] },
};

/** The oldest go first. So many are left open by nobody in the 24 hours after which PingOne drops what is pending. */
const entriesLimit = 500;

export const createJournalOver = (document: JsonFile<JournalDocument>): Journal => {
  const underWay = new Set<string>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const update = async (change: (entries: readonly unknown[]) => unknown[]) => {
    try {
      await document.update(({ entries }) => ({ version: 2, entries: change(entries) }));
    } catch {
      const newer = (await document.trouble()) === 'newer';
      return fail({ code: newer ? 'journalNewer' : 'journalNotWritten' } as const);
    }
    tell();
    return ok(undefined);
  };
  const release = (id: string): void => {
    if (underWay.delete(id)) tell();
  };
  const without = (entries: readonly unknown[], id: string): unknown[] =>
    entries.filter((entry) => idOf(entry) !== id);

  return {
    async record(entry) {
      const wasUnderWay = underWay.has(entry.id);
      underWay.add(entry.id);
      const written = await update((entries) =>
        [...without(entries, entry.id), entry].slice(-entriesLimit),
      );
      if (!written.ok && !wasUnderWay) underWay.delete(entry.id);
      return written;
    },
    async close(id) {
      const { entries } = await document.read();
      const closed = entries.some((entry) => idOf(entry) === id)
        ? await update((current) => without(current, id))
        : ok(undefined);
      release(id);
      return closed;
    },
    release,
    async open({ environmentId, actorId }) {
      const { entries } = await document.read();
      return entries.flatMap((written) => {
        const entry = readEntry(written);
        return entry?.environmentId === environmentId &&
          entry.actorId === actorId &&
          !underWay.has(entry.id)
          ? [entry]
          : [];
      });
    },
    async unreadable() {
      const { entries } = await document.read();
      return entries.filter((entry) => readEntry(entry) === null).length;
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export const createJournal = (
  file: string,
  now: () => number,
  options: JsonFileOptions = {},
): Journal => createJournalOver(createJsonFile(file, format, now, options));
