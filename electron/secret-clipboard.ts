/** The clipboard, as far as a secret needs it. */
export interface ClipboardPort {
  read(): Promise<string>;
  write(text: string): Promise<void>;
  clear(): Promise<void>;
}

/** How long a secret stays on the clipboard, in milliseconds. */
export const clipboardLifetime = 60_000;

/** Secrets that a person asked to copy: off the clipboard again after a minute, and with the end of the program. */
export interface SecretClipboard {
  readonly put: (text: string) => Promise<void>;
  /** Takes it off now, unless something else has been copied since. */
  readonly take: () => Promise<void>;
}

export const createSecretClipboard = (clipboard: ClipboardPort): SecretClipboard => {
  let secret: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  const take = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const put = secret;
    secret = null;
    if (put !== null && (await clipboard.read()) === put) await clipboard.clear();
  };
  return {
    async put(text) {
      await take();
      secret = text;
      timer = setTimeout(() => void take(), clipboardLifetime);
      await clipboard.write(text);
    },
    take,
  };
};
