import * as nodeDisk from 'node:fs/promises';
import * as v from 'valibot';
import type { FileTrouble } from '../../shared/ipc/file-view';
import { isMissingFile } from './missing';
import { writeAtomically, type Disk } from './write-atomically';

/** A small JSON document on disk that this program alone writes. Reads are tolerant, writes atomic and in order. */
export interface JsonFile<T> {
  /** As it is after every change that was asked for before, whether that could be written or not. */
  read(): Promise<T>;
  /** Changes the document; the promise settles when the change is on disk. Rejects when it could not be written. */
  update(change: (current: T) => T): Promise<void>;
  /**
   * What is wrong with it: `damaged` was set aside, and this run began with an empty one; `unreadable` and `newer` are
   * left as they are, and nothing is written; `notWritten`: the last change is not on disk. null: nothing.
   */
  trouble(): Promise<FileTrouble | null>;
}

export interface JsonFormat<T> {
  /** what this program writes as `version` of the document; a higher one is a newer program's. 0: it has none */
  readonly version: number;
  /** what a sound document looks like */
  readonly schema: v.GenericSchema<unknown, T>;
  /** what stands for a document that is missing, or cannot be used */
  readonly empty: T;
}

export interface JsonFileOptions {
  readonly disk?: Disk;
  /** told whenever `trouble` changes */
  readonly onTrouble?: (trouble: FileTrouble | null) => void;
}

interface Loaded<T> {
  readonly value: T;
  readonly trouble: 'damaged' | 'unreadable' | 'newer' | null;
  /** whether writing would destroy nothing */
  readonly writable: boolean;
}

const versionedSchema = v.object({ version: v.number() });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whatever cannot be understood is set aside under another name; nothing is ever overwritten unread. */
export const createJsonFile = <T>(
  file: string,
  { version, schema, empty }: JsonFormat<T>,
  now: () => number,
  { disk = nodeDisk, onTrouble }: JsonFileOptions = {},
): JsonFile<T> => {
  let kept: Loaded<T> | null = null;
  let told: FileTrouble | null = null;
  let notWritten = false;
  let queue: Promise<unknown> = Promise.resolve();

  const load = async (): Promise<Loaded<T>> => {
    let text: string;
    try {
      text = await disk.readFile(file, 'utf8');
    } catch (error) {
      return isMissingFile(error)
        ? { value: empty, trouble: null, writable: true }
        : { value: empty, trouble: 'unreadable', writable: false };
    }
    const document = parsed(text);
    if (v.is(versionedSchema, document) && document.version > version)
      return { value: empty, trouble: 'newer', writable: false };
    const read = v.safeParse(schema, document);
    if (read.success) return { value: read.output, trouble: null, writable: true };
    const writable = await disk.rename(file, `${file}.${String(now())}.unreadable`).then(
      () => true,
      () => false,
    );
    return { value: empty, trouble: 'damaged', writable };
  };

  const tell = (loaded: Loaded<T>): FileTrouble | null => {
    const trouble = loaded.trouble ?? (notWritten ? 'notWritten' : null);
    if (trouble !== told) onTrouble?.(trouble);
    told = trouble;
    return trouble;
  };

  const known = async (): Promise<Loaded<T>> => {
    if (kept !== null) return kept;
    const loaded = await load();
    // what cannot be read now, or not be set aside, may be otherwise the next time
    if (loaded.writable || loaded.trouble === 'newer') kept = loaded;
    tell(loaded);
    return loaded;
  };

  const write = async (current: Loaded<T>, changed: T): Promise<void> => {
    const next = { ...current, value: changed };
    try {
      await writeAtomically(file, `${JSON.stringify(changed, null, 2)}\n`, disk);
      notWritten = false;
      kept = next;
    } catch (cause) {
      notWritten = true;
      throw cause;
    } finally {
      tell(next);
    }
  };

  const inTurn = <Done>(step: () => Promise<Done>): Promise<Done> => {
    const done = queue.then(step);
    queue = done.catch(() => undefined);
    return done;
  };

  return {
    read: () => inTurn(async () => (await known()).value),
    update: (change) =>
      inTurn(async () => {
        const current = await known();
        if (!current.writable) throw new Error(`left as it is: ${current.trouble ?? ''}`);
        await write(current, change(current.value));
      }),
    trouble: () => inTurn(async () => tell(await known())),
  };
};
