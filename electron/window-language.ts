import * as v from 'valibot';
import { languageSchema } from '../shared/configuration';
import { createJsonFile, type JsonFormat } from './files/json-file';
import type { Log } from './log/log';

const stateSchema = v.object({ version: v.literal(1), language: v.nullable(languageSchema) });
const format: JsonFormat<v.InferOutput<typeof stateSchema>> = {
  version: 1,
  schema: stateSchema,
  empty: { version: 1, language: null },
};

export interface WindowLanguage {
  /** BCP 47: what the main window speaks, and its other windows with it. */
  current(): string;
  /** What was chosen here before this start; null: nothing was. At a kiosk, where others stand tomorrow, never anything. */
  kept(): Promise<string | null>;
  /** What was to be kept and could not be written holds until the next start. */
  choose(language: string, keep: boolean): Promise<void>;
}

export const createWindowLanguage = (
  file: string,
  isKiosk: () => Promise<boolean>,
  now: () => number,
  log: Log,
): WindowLanguage => {
  const document = createJsonFile(file, format, now);
  let spoken = 'en';
  return {
    current: () => spoken,
    kept: async () => ((await isKiosk()) ? null : (await document.read()).language),
    async choose(language, keep) {
      spoken = language;
      if (!keep || (await isKiosk())) return;
      if ((await document.read()).language === language) return;
      await document
        .update(({ version }) => ({ version, language }))
        .catch((cause: unknown) => log.error('language.notKept', {}, cause));
    },
  };
};
