import { describe, expect, it, vi } from 'vitest';
import { createOsKeychain } from '../../../../electron/vault/os-keychain';
import { createFakeKeychain, type Mood } from './fake-keychain';

const account = 'environment/client';
const long = 'long refresh token '.repeat(400);

const create = (mood: Mood = 'ready') => {
  const keychain = createFakeKeychain();
  keychain.mood = mood;
  return { keychain, vault: createOsKeychain(keychain, { patience: 20 }) };
};
const failure = (code: string) => ({ ok: false, error: { code } });

describe('the keychain', () => {
  it('keeps, gives back and forgets', async () => {
    const { keychain, vault } = create();
    expect(await vault.read(account)).toEqual({ ok: true, value: null });
    expect(await vault.write(account, 'secret')).toEqual({ ok: true, value: undefined });
    expect(await vault.read(account)).toEqual({ ok: true, value: 'secret' });
    expect(await vault.remove(account)).toEqual({ ok: true, value: undefined });
    expect(await vault.read(account)).toEqual({ ok: true, value: null });
    expect(keychain.entries.size).toBe(0);
    expect(keychain.started).toBe(1);
  });

  // seen to fail with a process that is kept, or ended at once, or in spite of a call, and with one asked after its end
  it('ends its process when nobody asks any more, and starts another one for whoever does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { keychain, vault } = create();
      await vault.write(account, 'secret');
      vi.advanceTimersByTime(900);
      await vault.read(account);
      vi.advanceTimersByTime(900);
      expect(keychain).toMatchObject({ started: 1, running: 1 });
      vi.advanceTimersByTime(100);
      expect(keychain).toMatchObject({ started: 1, running: 0 });
      expect(await vault.read(account)).toEqual({ ok: true, value: 'secret' });
      expect(keychain).toMatchObject({ started: 2, running: 1 });
    } finally {
      vi.useRealTimers();
    }
  });

  // seen to fail with a process that is not started, one that rests all the same, and one that never does
  it('has its process ready for whoever is about to write, and asks nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { keychain, vault } = create();
      const rests = [vault.stayReady(), vault.stayReady()];
      vi.advanceTimersByTime(60_000);
      expect(keychain).toMatchObject({ started: 1, running: 1, requests: [] });
      await vault.write(account, 'secret');
      rests[0]?.();
      rests[0]?.();
      vi.advanceTimersByTime(60_000);
      expect(keychain).toMatchObject({ started: 1, running: 1 });
      rests[1]?.();
      vi.advanceTimersByTime(900);
      expect(keychain).toMatchObject({ started: 1, running: 1 });
      vi.advanceTimersByTime(100);
      expect(keychain).toMatchObject({ started: 1, running: 0 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('that is closed is not made ready', () => {
    const { keychain, vault } = create();
    vault.close();
    vault.stayReady()();
    expect(keychain.started).toBe(0);
  });

  it('removes what is not there', async () => {
    expect(await create().vault.remove(account)).toEqual({ ok: true, value: undefined });
  });

  // seen to fail with a keychain that is believed when it says that there is nothing
  it.each([
    ['locked', 'keychainLocked'],
    ['unavailable', 'keychainUnavailable'],
    ['hanging', 'keychainTimedOut'],
    ['crashing', 'keychainUnavailable'],
  ] as const)('[fault 53, 55, 58] that is %s never passes for an empty one', async (mood, code) => {
    const { keychain, vault } = create();
    await vault.write(account, long);
    const before = new Map(keychain.entries);
    keychain.mood = mood;
    expect(await vault.read(account)).toEqual(failure(code));
    expect(await vault.write(account, 'other')).toEqual(failure(code));
    expect(await vault.remove(account)).toEqual(failure(code));
    expect(keychain.entries).toEqual(before);
    keychain.mood = 'ready';
    expect(await vault.read(account)).toEqual({ ok: true, value: long });
  });

  // seen to fail with a canary whose deletion nobody looks at
  it('that does not even delete the canary is given nothing', async () => {
    const { keychain, vault } = create('stuck');
    expect(await vault.write(account, 'secret')).toEqual(failure('keychainUnavailable'));
    expect([...keychain.entries.keys()]).toEqual(['#canary']);
  });

  // seen to fail without the read after the deletion
  it('[fault 59] says so when a deletion did not delete', async () => {
    for (const secret of ['short', long]) {
      const { keychain, vault } = create();
      await vault.write(account, secret);
      keychain.mood = 'clinging';
      expect(await vault.remove(account)).toEqual(failure('keychainDeleteFailed'));
      expect(await vault.read(account)).toEqual({ ok: true, value: secret });
    }
  });

  it('notices that it was locked in the middle of a deletion', async () => {
    const { keychain, vault } = create();
    await vault.write(account, 'secret');
    keychain.before = ({ op, account: name }) => {
      if (op === 'delete' && name === account) keychain.mood = 'locked';
    };
    expect(await vault.remove(account)).toEqual(failure('keychainLocked'));
  });

  it('does not take what it cannot see for gone when it is unlocked in the middle', async () => {
    const { keychain, vault } = create();
    await vault.write(account, long);
    keychain.mood = 'locked';
    keychain.before = ({ op, account: name }) => {
      if (op === 'delete' && name === account) keychain.mood = 'ready';
    };
    expect(await vault.remove(account)).toEqual(failure('keychainLocked'));
    keychain.mood = 'ready';
    expect(await vault.read(account)).toEqual({ ok: true, value: long });
  });

  it('clears away what a crash left of a longer value', async () => {
    const { keychain, vault } = create();
    await vault.write(account, long);
    keychain.before = ({ op, account: name }) => {
      if (op === 'set' && name === account) keychain.mood = 'crashing';
    };
    await vault.write(account, long.repeat(3));
    expect(keychain.entries.has(`${account}#1.9`)).toBe(true);
    keychain.before = () => undefined;
    keychain.mood = 'ready';
    await vault.write(account, 'x'.repeat(3_000));
    expect([...keychain.entries.keys()].sort()).toEqual([
      account,
      `${account}#1.0`,
      `${account}#1.1`,
    ]);
  });

  // seen to fail without the limit of what manifests can name
  it('[fault 57] refuses what it could not give back', async () => {
    const { keychain, vault } = create();
    for (const secret of ['', 'nul \0 byte', 'half a pair \ud800', 'x'.repeat(200_000)])
      expect(await vault.write(account, secret)).toMatchObject(failure('invalidInput'));
    expect(keychain.requests).toEqual([]);
  });

  // seen to fail without the digest, and with a missing part taken for the end
  it('[fault 56] tells a value of which a part is missing from none, and removes it', async () => {
    const { keychain, vault } = create();
    await vault.write(account, long);
    keychain.entries.delete(`${account}#0.1`);
    expect(await vault.read(account)).toEqual(failure('keychainCorrupt'));
    keychain.entries.set(`${account}#0.1`, 'something else');
    expect(await vault.read(account)).toEqual(failure('keychainCorrupt'));
    expect(await vault.remove(account)).toEqual({ ok: true, value: undefined });
    expect(keychain.entries.size).toBe(0);
  });

  // seen to fail without the time limit
  it('[fault 58] kills a process that hangs and starts another one for the next call', async () => {
    const { keychain, vault } = create('hanging');
    expect(await vault.read(account)).toEqual(failure('keychainTimedOut'));
    expect(keychain.running).toBe(0);
    keychain.mood = 'ready';
    expect(await vault.write(account, 'secret')).toEqual({ ok: true, value: undefined });
    expect(keychain.started).toBe(2);
    vault.close();
    expect(keychain.running).toBe(0);
    expect(await vault.read(account)).toEqual(failure('keychainUnavailable'));
    expect(keychain.started).toBe(2);
  });

  it('does one thing at a time, in the order in which they were asked for', async () => {
    const { keychain, vault } = create();
    const results = await Promise.all([
      vault.write(account, long),
      vault.write(account, 'second'),
      vault.read(account),
      vault.remove(account),
      vault.read(account),
    ]);
    expect(results.map((result) => result.ok && result.value)).toEqual([
      undefined,
      undefined,
      'second',
      undefined,
      null,
    ]);
    expect(keychain.entries.size).toBe(0);
  });
});
