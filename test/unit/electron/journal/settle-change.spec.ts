import { describe, expect, it } from 'vitest';
import type { ChangeEntry } from '../../../../electron/journal/entry';
import { digestOf } from '../../../../electron/journal/name-digest';
import { settle } from '../../../../electron/journal/settle';
import type { Change } from '../../../../electron/journal/journalled';
import type { Device } from '../../../../electron/pingone/devices';
import type { User } from '../../../../electron/pingone/users';
import type { DeskError } from '../../../../shared/errors';
import { fail, ok } from '../../../../shared/result';
import { createFakeLog } from '../../../fakes/fake-log';
import { createMemoryJournal } from '../../../fakes/memory-journal';
import { aPingOneDevice } from '../../../fakes/pingone-device';

const owner = { environmentId: 'env', actorId: 'morgan' };
const device = { id: 'device', type: 'EMAIL', maskedTarget: 'k****@example.org' };
const about = { userId: 'kim', device } as const;

const entryOf = (change: Change): ChangeEntry => ({
  ...change,
  id: 'change',
  transactionId: 'change',
  ...owner,
  outcome: 'sent',
  at: 1,
});

const unused = () => Promise.reject(new Error('nothing is sent a second time'));

interface PingOne {
  readonly device?: Device | DeskError;
  readonly order?: readonly string[];
  readonly mfaEnabled?: boolean | null;
}

const settleWith = async (change: Change, there: PingOne) => {
  const journal = createMemoryJournal([entryOf(change)]);
  const found = there.device ?? { code: 'deviceGone' as const };
  const settled = await settle(
    owner,
    {
      devices: {
        list: () => Promise.resolve(ok({ devices: [], order: [...(there.order ?? [])] })),
        read: () => Promise.resolve('code' in found ? fail(found) : ok(found)),
        remove: unused,
      },
      users: { read: () => Promise.resolve(ok({ mfaEnabled: there.mfaEnabled ?? null } as User)) },
      pairingKeys: { remove: unused },
      journal,
      log: createFakeLog(),
      finishLater: true,
      now: () => 2,
    },
    new AbortController().signal,
  );
  const [first] = settled.ok ? settled.value : [];
  return { notice: first?.notice, open: first?.open?.code ?? null, left: journal.size };
};

const rename: Change = { ...about, change: 'rename', nameDigest: digestOf('Mail') };
const named = (nickname: string | null) => ({ device: aPingOneDevice({ nickname }) });
const gone = { device: { code: 'deviceGone' } } as const;
const there = { device: aPingOneDevice() };
const resync: Change = {
  change: 'resync',
  device: { id: 'token', type: 'OATH_TOKEN', maskedTarget: '****B009' },
};

describe('an interrupted change', () => {
  // each line seen failing where its case answers the opposite
  it.each<[string, Change, PingOne, string]>([
    ['a new name that is there', rename, named('Mail'), 'done'],
    ['a new name that is not there', rename, named('Post'), 'notDone'],
    ['a name that was taken away', { ...rename, nameDigest: digestOf('') }, named(null), 'done'],
    ['a device that went meanwhile', rename, gone, 'gone'],
    ['a removal that worked', { ...about, change: 'remove' }, gone, 'done'],
    ['a removal that did not', { ...about, change: 'remove' }, there, 'notDone'],
    [
      'an order that is there',
      { userId: 'kim', change: 'reorder', order: ['a', 'b'] },
      { order: ['a', 'b'] },
      'done',
    ],
    [
      'an order that is not',
      { userId: 'kim', change: 'reorder', order: ['a', 'b'] },
      { order: ['b', 'a'] },
      'notDone',
    ],
    [
      'a block',
      { ...about, change: 'block' },
      { device: aPingOneDevice({ blocked: true }) },
      'done',
    ],
    ['no block', { ...about, change: 'block' }, there, 'notDone'],
    ['an end of a block', { ...about, change: 'unblock' }, there, 'done'],
    [
      'no end of a block',
      { ...about, change: 'unblock' },
      { device: aPingOneDevice({ blocked: true }) },
      'notDone',
    ],
    ['an end of a lock', { ...about, change: 'unlock' }, there, 'done'],
    [
      'no end of a lock',
      { ...about, change: 'unlock' },
      { device: aPingOneDevice({ locked: true }) },
      'notDone',
    ],
    ['a request for logs', { ...about, change: 'requestLogs' }, there, 'unknown'],
    ['MFA that is on', { userId: 'kim', change: 'enableMfa' }, { mfaEnabled: true }, 'done'],
    ['MFA that is off', { userId: 'kim', change: 'enableMfa' }, { mfaEnabled: false }, 'notDone'],
    ['MFA of which PingOne says nothing', { userId: 'kim', change: 'enableMfa' }, {}, 'unknown'],
    ['a token that was being resynced', resync, {}, 'unknown'],
  ])('is looked up at PingOne and closed: %s', async (_what, change, pingOne, result) => {
    expect(await settleWith(change, pingOne)).toMatchObject({
      notice: { kind: 'change', change: change.change, result },
      open: null,
      left: 0,
    });
  });

  it('stays open while PingOne cannot be read', async () => {
    expect(await settleWith(rename, { device: { code: 'offline' } })).toEqual({
      notice: null,
      open: 'offline',
      left: 1,
    });
  });

  it('is told with a masked target, and without a name', async () => {
    const { notice } = await settleWith(rename, named('Mail'));
    expect(notice).toMatchObject({
      device: { id: 'device', type: 'EMAIL', target: 'k****@example.org' },
    });
    expect(JSON.stringify(entryOf(rename))).not.toContain('Mail');
  });
});
