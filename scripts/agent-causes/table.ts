import { diagnose } from '../../electron/workstation/diagnose';
import type { DeskError } from '../../shared/errors';
import { causes, refusalError, refusals, sound } from '../../test/unit/electron/workstation/causes';

/** Messages by key; those that vary by a count are no strings. */
export type Messages = Readonly<Record<string, unknown>>;

const platforms = ['linux', 'darwin', 'win32'] as const;

/** `agentNotRunning` -> `error_agent_not_running` */
const keyOf = (code: string): string =>
  `error_${code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;

/** The message of an error with its details in their places, as the window says it. */
const sentenceOf = (error: DeskError, messages: Messages): string => {
  const message = messages[keyOf(error.code)];
  if (typeof message !== 'string') throw new Error(`no message for ${error.code}`);
  const details = new Map<string, unknown>(Object.entries(error));
  return message.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = details.get(name);
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
};

const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;
const table = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
};

/** Commands on Linux, macOS and Windows; one where they are the same. */
const commandsFor = (change: (typeof causes)[number]['change']): string => {
  const commands = platforms.map(
    (platform) => diagnose({ ...sound, ...change, platform })[0]?.command ?? null,
  );
  return commands.every((command) => command === null)
    ? ''
    : [...new Set(commands)].map((command) => code(command ?? '')).join('<br>');
};

/** What can be known before PingID Desktop is asked, the gravest first. */
export const preflightTable = (messages: Messages): string =>
  table([
    ['What is seen', 'What is said', 'Who can change it', 'Pairing', 'Command'],
    ...causes.map(({ seen, who, change, error, stops }) => [
      cell(seen),
      sentenceOf(error, messages),
      who,
      stops ? 'would be in vain' : 'is tried',
      commandsFor(change),
    ]),
  ]);

/** What only its answer shows. */
export const refusalTable = (messages: Messages): string =>
  table([
    ['What is seen', 'What is said', 'Who can change it'],
    ...refusals.map((refusal) => {
      const error = refusalError(refusal);
      if (error === null) throw new Error(`${String(refusal.status)} is no refusal`);
      return [
        `${String(refusal.status)} to ${code(refusal.path)}`,
        sentenceOf(error, messages),
        refusal.who,
      ];
    }),
  ]);

const between = (text: string, name: string, content: string): string => {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`the marks of ${name} are not there`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
};

/** The page with both tables as they are now, not yet formatted. */
export const withTables = (page: string, messages: Messages): string =>
  between(between(page, 'preflight', preflightTable(messages)), 'refusals', refusalTable(messages));
