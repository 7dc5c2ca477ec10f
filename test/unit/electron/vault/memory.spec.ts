import { expect, it } from 'vitest';
import { createMemoryVault } from '../../../../electron/vault/memory';

it('keeps secrets for as long as the process lives', async () => {
  const vault = createMemoryVault();
  expect(await vault.read('a')).toEqual({ ok: true, value: null });
  expect(await vault.write('a', '')).toMatchObject({ ok: false });
  expect(await vault.write('a', 'secret')).toMatchObject({ ok: true });
  expect(await vault.read('a')).toEqual({ ok: true, value: 'secret' });
  expect(await vault.remove('a')).toMatchObject({ ok: true });
  expect(await vault.read('a')).toEqual({ ok: true, value: null });
});
