import { parseArgs } from 'node:util';
import { MOST_PEOPLE } from './people/generated-people';

export const USAGE = `npm run -s sandbox -- [--port-base N] [--seed FILE] [--generated N]

A local PingOne. The first line it prints is one JSON object with its addresses.

  --port-base N  auth host on port N, api on N+1, desktop agent on N+2, inbox on N+3
  --seed FILE    JSON that replaces environment, users and devices (test/sandbox/README.md)
  --generated N  N more users, made up and without devices, such as 5000
  --help         this text
`;

export type CommandLine =
  | {
      is: 'run';
      portBase: number | undefined;
      seedFile: string | undefined;
      /** As many as the seed says, unless told. */
      generated: number | undefined;
    }
  | { is: 'help' }
  | { is: 'wrong'; message: string };

export function readCommandLine(args: string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'port-base': { type: 'string' },
        seed: { type: 'string' },
        generated: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help === true) return { is: 'help' };
    const text = values['port-base'];
    const portBase = text === undefined ? undefined : Number(text);
    if (text !== undefined && !(/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65532)) {
      return { is: 'wrong', message: '--port-base is a number from 1 to 65532' };
    }
    const generated = values.generated === undefined ? undefined : Number(values.generated);
    if (
      generated !== undefined &&
      !(/^\d+$/.test(values.generated ?? '') && generated <= MOST_PEOPLE)
    ) {
      return { is: 'wrong', message: `--generated is a number from 0 to ${String(MOST_PEOPLE)}` };
    }
    return { is: 'run', portBase, seedFile: values.seed, generated };
  } catch (error) {
    return { is: 'wrong', message: (error as Error).message };
  }
}
