import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkLimit, split } from '../../../../electron/vault/manifest';
import { createOsKeychain } from '../../../../electron/vault/os-keychain';
import { createFakeKeychain } from './fake-keychain';

const account = 'environment/client';

const clean = (text: string): string => text.replaceAll('\0', '0');
const short = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map(clean);
/** Up to a dozen chunks, with characters of one to four bytes across their borders. */
const long = fc
  .tuple(short, fc.integer({ min: 100, max: 700 }))
  .map(([part, times]) => part.repeat(times).slice(0, 20_000))
  .filter((text) => Buffer.from(text).toString() === text);
const manifestLike = fc.constant(
  JSON.stringify({ v: 1, count: 1, bytes: 1, sha256: 'a'.repeat(64), generation: 0 }),
);
const secret = fc.oneof(short, long, manifestLike);

describe('values longer than an entry', () => {
  it('are split into parts that fit and cut no character', () => {
    fc.assert(
      fc.property(long, (text) => {
        const parts = split(text);
        expect(parts.join('')).toBe(text);
        for (const part of parts) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(chunkLimit);
          expect(Buffer.from(part).toString()).toBe(part);
        }
      }),
      { numRuns: 50 },
    );
  });

  // seen to fail with every value written in one piece: the fake holds 2,560 bytes, as Windows does
  it('[fault 57] are read as they were written, and leave nothing of what they replaced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(secret, { minLength: 1, maxLength: 4 }), async (secrets) => {
        const keychain = createFakeKeychain();
        const vault = createOsKeychain(keychain);
        for (const each of secrets) {
          expect(await vault.write(account, each)).toEqual({ ok: true, value: undefined });
          expect(await vault.read(account)).toEqual({ ok: true, value: each });
          const bytes = Buffer.byteLength(each);
          expect(keychain.entries.size).toBeLessThanOrEqual(1 + Math.ceil(bytes / 2_390));
        }
        expect(await vault.remove(account)).toEqual({ ok: true, value: undefined });
        expect(keychain.entries.size).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('are the old or the new one after a crash at any step of writing, and go without a trace', async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        fc.array(fc.tuple(secret, fc.nat(30)), { minLength: 1, maxLength: 4 }),
        async (first, writes) => {
          const keychain = createFakeKeychain();
          let present = first;
          await createOsKeychain(keychain).write(account, first);
          for (const [next, crashAt] of writes) {
            let step = 0;
            keychain.before = () => {
              step += 1;
              if (step > crashAt) keychain.mood = 'crashing';
            };
            await createOsKeychain(keychain).write(account, next);
            keychain.before = () => undefined;
            keychain.mood = 'ready';
            const read = await createOsKeychain(keychain).read(account);
            expect(read.ok && [present, next].includes(read.value ?? '')).toBe(true);
            if (read.ok && read.value !== null) present = read.value;
          }
          expect(await createOsKeychain(keychain).remove(account)).toMatchObject({ ok: true });
          expect([...keychain.entries.keys()].filter((name) => name !== '#canary')).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('go without a trace after a crash at any step of removing, once removed again', async () => {
    await fc.assert(
      fc.asyncProperty(long, fc.nat(40), async (text, crashAt) => {
        const keychain = createFakeKeychain();
        await createOsKeychain(keychain).write(account, text);
        let step = 0;
        keychain.before = () => {
          step += 1;
          if (step > crashAt) keychain.mood = 'crashing';
        };
        await createOsKeychain(keychain).remove(account);
        keychain.before = () => undefined;
        keychain.mood = 'ready';
        expect(await createOsKeychain(keychain).remove(account)).toMatchObject({ ok: true });
        expect(keychain.entries.size).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
