import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createUnfinishedSignOuts } from '../../../../electron/auth/unfinished-sign-out';

it('remembers accounts across a restart until they are done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desk-sign-outs-'));
  const file = join(folder, 'sign-outs.json');
  const first = createUnfinishedSignOuts(file, Date.now);
  await first.delete('environment/client');
  expect(await first.has('environment/client')).toBe(false);
  await first.add('environment/client');
  await first.add('environment/client');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(['environment/client']);
  const next = createUnfinishedSignOuts(file, Date.now);
  expect(await next.has('environment/client')).toBe(true);
  await next.delete('environment/client');
  expect(await createUnfinishedSignOuts(file, Date.now).has('environment/client')).toBe(false);
  await rm(folder, { recursive: true });
});

// seen failing where a list that was lost counts as an empty one: whoever had signed out was signed in again
it.each(['["environment/cl', '{"version":1,"accounts":["environment/client"]}'])(
  '[fault 61] lets nobody in whom a lost list may have named, until they have signed out for good: %s',
  async (text) => {
    const folder = await mkdtemp(join(tmpdir(), 'desk-sign-outs-'));
    const file = join(folder, 'sign-outs.json');
    await writeFile(file, text);
    const signOuts = createUnfinishedSignOuts(file, () => 1);
    expect(await signOuts.has('environment/client')).toBe(true);
    await signOuts.delete('environment/client').catch(() => undefined);
    expect(await signOuts.has('environment/client')).toBe(false);
    await rm(folder, { recursive: true });
  },
);
