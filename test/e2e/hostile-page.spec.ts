import * as fc from 'fast-check';
import * as v from 'valibot';
import { contract } from '../../shared/ipc/contract';
import { hostileInput } from '../unit/electron/ipc/hostile-input';
import { arbitraryOf } from '../unit/electron/ipc/schema-arbitrary';
import { calls } from '../unit/electron/ipc/served-desk';
import { expect, test } from './fixtures';

// the same run again: IPC_FUZZ_SEED=<the number that was printed>
const seed = Number(process.env.IPC_FUZZ_SEED ?? Date.now() % 2 ** 31);

/** As far as it can be written down: the page has to be told what to send. */
const asText = (input: unknown): string => {
  try {
    const text: unknown = JSON.stringify(input);
    return typeof text === 'string' ? text : 'null';
  } catch {
    return 'null';
  }
};

test('what a hostile page says over the real bridge is refused, and the program goes on', async ({
  desk,
}) => {
  console.info(`ipc fuzz: seed ${String(seed)}`);
  await desk.window.sees('Sign in');
  const sent = calls.flatMap((call) =>
    fc
      .sample(hostileInput(arbitraryOf(call.input, ['x'])), { seed, numRuns: 4 })
      .map((input) => ({ topic: call.topic, name: call.name, text: asText(input) }))
      .filter(({ text }) => text.length < 200_000 && !v.is(call.input, JSON.parse(text))),
  );
  const asked = desk.sandbox.requests.length;
  const codes = await desk.window.page.evaluate(async (all) => {
    const bridge = Reflect.get(globalThis, 'desk') as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<{ error?: { code: string } }>>
    >;
    const answers: (string | undefined)[] = [];
    for (const { topic, name, text } of all)
      try {
        answers.push((await bridge[topic]![name]!(JSON.parse(text))).error?.code);
      } catch (error) {
        // nothing that deep gets out of the page
        answers.push(String(error).includes('recursion depth') ? 'tooDeep' : String(error));
      }
    // what cannot be written down, and what no other process can be given
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    for (const input of [NaN, new Map([['a', 1]]), new Uint8Array(9), new Array(3), cyclic, 1n])
      answers.push(
        (await bridge.devices!.rename!(input).catch(() => ({ error: { code: 'invalidInput' } })))
          .error?.code,
      );
    return answers;
  }, sent);
  expect(codes.length).toBeGreaterThan(100);
  expect(new Set(codes.filter((code) => code !== 'tooDeep'))).toEqual(new Set(['invalidInput']));
  expect(desk.sandbox.requests).toHaveLength(asked);
  await desk.signIn();
});

test('past the bridge there is no way: the page has what the contract names, and nothing of Electron', async ({
  desk,
}) => {
  await desk.window.sees('Sign in');
  const found = await desk.window.page.evaluate(() => {
    const bridge = Reflect.get(globalThis, 'desk') as unknown as Record<
      string,
      Record<string, unknown>
    >;
    const before = bridge.session!.read;
    try {
      bridge.session!.read = 'replaced';
    } catch {
      // frozen
    }
    return {
      names: Object.entries(bridge).map(([topic, members]) => [topic, Object.keys(members)]),
      replaced: bridge.session!.read !== before,
      reachable: [
        'require',
        'process',
        'module',
        'Buffer',
        'ipcRenderer',
        'electron',
        'global',
      ].filter((name) => name in globalThis),
    };
  });
  expect(found).toEqual({
    names: Object.entries(contract).map(([topic, members]) => [topic, Object.keys(members)]),
    replaced: false,
    reachable: [],
  });
});
