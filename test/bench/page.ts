import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { markdownOf, type Row } from './report';

const file = resolve(import.meta.dirname, '../../docs/performance.md');
const begin = '<!-- written by npm run bench -- --write -->';

export interface Page {
  readonly rows: readonly Row[];
  readonly steps: string;
  readonly waits: readonly string[];
  readonly pairs: number;
  readonly pairings: number;
}

const machine = (): string => {
  const processors = cpus();
  const memory = `${String(Math.round(totalmem() / 2 ** 30))} GiB`;
  return `${String(processors.length)} × ${processors[0]?.model.trim() ?? 'unknown'}, ${memory}, ${platform()} ${release()}, ${arch()}`;
};

const electronVersion = (): string =>
  readFileSync(resolve(dirname(process.env.ELECTRON_EXEC_PATH ?? ''), 'version'), 'utf8').trim();

/** Puts what was measured into docs/performance.md, below what is written there by hand. */
export const writePage = async ({ rows, steps, waits, pairs, pairings }: Page): Promise<void> => {
  const [before] = readFileSync(file, 'utf8').split(begin);
  const text = `${before ?? ''}${begin}

Measured on ${new Date().toISOString().slice(0, 10)}: Electron ${electronVersion()}; ${machine()}; ${String(pairs)} pairs of starts, ${String(pairings)} pairings.

${markdownOf(rows)}

\`\`\`text
${steps}

${waits.join('\n')}
\`\`\`
`;
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
};
