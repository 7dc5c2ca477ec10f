import { parseArgs } from 'node:util';

export const USAGE = `npm run -s sandbox -- [--port-base N] [--seed FILE]

A local PingOne. The first line it prints is one JSON object with its addresses.

  --port-base N  auth host on port N, api on N+1, desktop agent on N+2, inbox on N+3
  --seed FILE    JSON that replaces environment, users and devices (test/sandbox/README.md)
  --help         this text
`;

export type CommandLine =
  | { is: 'run'; portBase: number | undefined; seedFile: string | undefined }
  | { is: 'help' }
  | { is: 'wrong'; message: string };

export function readCommandLine(args: string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'port-base': { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help === true) return { is: 'help' };
    const text = values['port-base'];
    const portBase = text === undefined ? undefined : Number(text);
    if (text !== undefined && !(/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65532)) {
      return { is: 'wrong', message: '--port-base is a number from 1 to 65532' };
    }
    return { is: 'run', portBase, seedFile: values.seed };
  } catch (error) {
    return { is: 'wrong', message: (error as Error).message };
  }
}
