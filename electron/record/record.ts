import { mkdir, open } from 'node:fs/promises';
import * as v from 'valibot';
import type { RecordState } from '../../shared/kiosk/view';
import { fail, ok, type Result } from '../../shared/result';
import { recordFileIn } from './asked';
import { endOf, sizeOf } from './end';
import { recordEntrySchema, type RecordEntry } from './entry';
import { writeHead, type RecordHead } from './head';
import { sealedLine } from './line';
import { setAside } from './set-aside';

/** What was done at this kiosk: lines that are only ever added, each with the hash of the one before. */
export interface ShiftRecord {
  /**
   * Adds one line. It is flushed to disk when this answers `ok`; otherwise nobody can say that it is there, and what
   * it was to witness must not happen. Never rejects. Errors: `recordNotWritten`.
   */
  append(entry: RecordEntry): Promise<Result<undefined>>;
  /**
   * Looks at the end of the record; to be called before the first line of a shift. A damaged record is set aside under
   * another name, neither changed nor deleted, and a new one goes on from its last good line. Never rejects.
   */
  open(): Promise<RecordState>;
}

/** @param folder made when it is missing, for the owner only */
export const createShiftRecord = (
  folder: string,
  environmentId: string,
  now: () => number,
): ShiftRecord => {
  const file = recordFileIn(folder);
  /** null: not looked at yet, or not known since something failed */
  let head: RecordHead | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = queue.then(step);
    queue = done.catch(() => undefined);
    return done;
  };

  const begin = async (): Promise<{ state: 'good' | 'damaged'; head: RecordHead }> => {
    head = null;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const end = await endOf(file);
    const begun: RecordHead =
      end.state === 'good'
        ? end.head
        : {
            v: 1,
            begin: null,
            continues: await setAside(file, now()),
            seq: end.seq,
            hash: end.hash,
            size: 0,
            length: 0,
          };
    // before there is a line: lines without a head have lost it
    await writeHead(file, begun);
    await (await open(file, 'a', 0o600)).close();
    head = begun;
    return { state: end.state, head: begun };
  };

  /** Somebody may have put another file in its place since the last line. */
  const asLeft = async (): Promise<RecordHead> => {
    const known = head;
    if (known === null) return (await begin()).head;
    return (await sizeOf(file)) === known.size ? known : (await begin()).head;
  };

  const write = async (entry: RecordEntry): Promise<void> => {
    const { seq, hash, begin: first, continues, size } = await asLeft();
    // until this line and its head are on disk, nobody knows where the record ends
    head = null;
    const line = sealedLine({
      seq: seq + 1,
      at: now(),
      environmentId,
      entry: v.parse(recordEntrySchema, entry),
      continues: first === null ? continues : null,
      previous: hash,
    });
    const handle = await open(file, 'a', 0o600);
    try {
      await handle.writeFile(line.text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const length = Buffer.byteLength(line.text);
    const written: RecordHead = {
      v: 1,
      begin: first ?? { seq: seq + 1, hash: line.hash },
      continues,
      seq: seq + 1,
      hash: line.hash,
      size: size + length,
      length,
    };
    await writeHead(file, written);
    head = written;
  };

  return {
    append: (entry) =>
      inTurn(() => write(entry)).then(
        () => ok(undefined),
        () => fail({ code: 'recordNotWritten' }),
      ),
    open: () =>
      inTurn(begin).then(
        ({ state }) => state,
        () => 'unwritable',
      ),
  };
};
