import { createHash } from 'node:crypto';

/** The clipboard, as far as a secret needs it. */
export interface ClipboardPort {
  read(): Promise<string>;
  write(text: string): Promise<void>;
  clear(): Promise<void>;
}

/** How long a secret stays on the clipboard, in milliseconds. */
export const clipboardLifetime = 60_000;

/** A page tells of a copy before it is on the clipboard: how long that takes at most, in milliseconds. */
export const copyingTime = 200;

/** Secrets that a person asked to copy: off the clipboard again after a minute, and with the end of the program. */
export interface SecretClipboard {
  readonly put: (text: string) => Promise<void>;
  /** Something is being copied from our window: `take` takes it off as well. */
  readonly note: () => Promise<void>;
  /** Takes it off now, unless something else has been copied since. Answers whether nothing of ours is there any more. */
  readonly take: () => Promise<boolean>;
}

/** What was copied by a person is known again, and not kept. */
const printOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const createSecretClipboard = (clipboard: ClipboardPort): SecretClipboard => {
  let ours: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let copying: Promise<void> = Promise.resolve();
  const isOurs = async (): Promise<boolean> => printOf(await clipboard.read()) === ours;
  const take = async (): Promise<boolean> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    await copying;
    if (ours === null) return true;
    if (await isOurs()) await clipboard.clear();
    const gone = !(await isOurs());
    if (gone) ours = null;
    return gone;
  };
  return {
    async put(text) {
      await take();
      ours = printOf(text);
      timer = setTimeout(() => void take(), clipboardLifetime);
      await clipboard.write(text);
    },
    note() {
      copying = new Promise((resolve) => setTimeout(resolve, copyingTime)).then(async () => {
        const text = await clipboard.read();
        if (text !== '') ours = printOf(text);
      });
      return copying;
    },
    take,
  };
};
