import { expect, it } from 'vitest';
import { runSystemProgram } from '../../../../electron/desktop-agent/run';
import { never } from './agent-server';

const node = (script: string, signal = never()) =>
  runSystemProgram(process.execPath, ['-e', script], signal);

it('gives what a program prints, and does not ask a shell', async () => {
  expect(await node('process.stdout.write("$HOME `id`")')).toBe('$HOME `id`');
});

it.each([
  ['fails', 'process.exit(3)'],
  ['prints without end', 'process.stdout.write("x".repeat(200000))'],
])('gives nothing when it %s', async (_name, script) => {
  expect(await node(script)).toBeNull();
});

it('gives nothing when it is not there, or is no longer waited for', async () => {
  expect(await runSystemProgram('/nowhere/lsof', [], never())).toBeNull();
  expect(await node('setTimeout(() => {}, 60000)', AbortSignal.timeout(200))).toBeNull();
});
