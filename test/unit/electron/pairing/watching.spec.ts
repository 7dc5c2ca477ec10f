import { beforeEach, describe, expect, it } from 'vitest';
import { createWatches, type Watching } from '../../../../electron/pairing/watching';
import { createPhone } from '../../../../electron/phone/phone';
import type { Authentication } from '../../../../electron/pingone/device-authentications';
import type { Device } from '../../../../electron/pingone/devices';
import type { PairingKey } from '../../../../electron/pingone/pairing-keys';
import type { DeskError } from '../../../../shared/errors';
import { fail, ok, type Result } from '../../../../shared/result';
import { aPingOneDevice } from '../../../fakes/pingone-device';

const unused = () => Promise.reject(new Error('not part of this test'));
const offline: DeskError = { code: 'offline' };
const busy: DeskError = { code: 'rateLimited', retryAfterSeconds: 30 };

let now: number;
let pauses: number[];
let keys: (PairingKey['status'] | DeskError)[];
let lists: (Partial<Device>[] | DeskError)[];
let pushes: (Authentication['status'] | DeskError)[];
let removed: string[];
let leave: AbortController;

/** What is asked for next; the last one holds for ever. */
const take = <T>(queue: T[]): T => {
  const [first] = queue;
  if (first === undefined) throw new Error('nothing was expected to be asked');
  return (queue.length > 1 ? queue.shift() : first) ?? first;
};
const answer = <In, Out>(value: In | DeskError, of: (value: In) => Out): Result<Out> =>
  typeof value === 'object' && value !== null && 'code' in value ? fail(value) : ok(of(value));

const watches = () => {
  const services: Watching = {
    devices: {
      list: () =>
        Promise.resolve(
          answer(take(lists), (devices: Partial<Device>[]) => ({
            devices: devices.map((device) => aPingOneDevice({ type: 'MOBILE', ...device })),
            order: [],
          })),
        ),
      read: unused,
      create: unused,
      activate: unused,
      resend: unused,
      rename: unused,
      reorder: unused,
      remove: unused,
      administer: unused,
      requestLogs: unused,
    },
    pairingKeys: {
      create: unused,
      read: (_user, id) =>
        Promise.resolve(
          answer(take(keys), (status: PairingKey['status']) => ({ id, code: null, status })),
        ),
      remove: (_user, id) => Promise.resolve(ok(void removed.push(id))),
    },
    authentications: {
      begin: unused,
      select: unused,
      checkCode: unused,
      checkAssertion: unused,
      cancelPush: unused,
      read: (id) =>
        Promise.resolve(
          answer(take(pushes), (status: Authentication['status']) => ({
            id,
            status,
            selectedDeviceId: null,
            prompt: null,
            offered: [],
            error: null,
            correlationId: null,
          })),
        ),
    },
    phone: createPhone(),
    now: () => now,
    elapsed: () => pauses.reduce((sum, each) => sum + each, 0),
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
  return createWatches(services);
};
const whose = () => ({ userId: 'kim', signal: leave.signal });

beforeEach(() => {
  now = 1_000_000;
  pauses = [];
  removed = [];
  keys = ['unclaimed'];
  lists = [[]];
  pushes = ['PUSH_CONFIRMATION_REQUIRED'];
  leave = new AbortController();
});

const active = (id: string, createdAt = 1) => ({ id, status: 'active', createdAt }) as const;

describe('a pairing key', () => {
  const watch = () => watches().key('key', 1_600_000, ['older'], whose());

  it('is asked about every three seconds until an app has claimed it, and its device is there', async () => {
    keys = ['unclaimed', 'unclaimed', 'claimed'];
    lists = [[active('older')], [active('older'), active('new')]];
    expect(await watch()).toMatchObject({
      kind: 'appeared',
      device: { id: 'new', type: 'MOBILE' },
    });
    expect(pauses).toEqual([3_000, 3_000, 2_000]);
  });

  it('means the newest device, of its own type, that is active', async () => {
    keys = ['claimed'];
    lists = [
      [
        active('new', 5),
        active('newer', 9),
        { ...active('mail', 99), type: 'EMAIL' },
        { id: 'pending', status: 'pending', createdAt: 100 },
      ],
    ];
    expect(await watch()).toMatchObject({ device: { id: 'newer' } });
  });

  it.each([
    ['failed', 'pairingKeyFailed'],
    [{ code: 'notFound' } as const, 'pairingKeyExpired'],
    [{ code: 'forbidden' } as const, 'forbidden'],
  ] as const)('that ends with %j is over at once', async (end, code) => {
    keys = [end];
    expect(await watch()).toEqual({ kind: 'failed', error: { code } });
    expect(pauses).toEqual([]);
  });

  it('dies by the clock, a little late, also under a status that nobody knows', async () => {
    keys = ['other'];
    expect(await watch()).toEqual({ kind: 'failed', error: { code: 'pairingKeyExpired' } });
    expect(now).toBeGreaterThan(1_605_000);
    expect(now).toBeLessThan(1_612_000);
  });

  it('that was claimed without a device to be seen is said, after a while', async () => {
    keys = ['claimed'];
    expect(await watch()).toEqual({ kind: 'failed', error: { code: 'notFound' } });
    expect(pauses).toHaveLength(4);
  });

  it('survives two failures in a row, not three', async () => {
    keys = [offline, offline, 'unclaimed', offline, offline, 'claimed'];
    lists = [[active('new')]];
    expect(await watch()).toMatchObject({ kind: 'appeared' });
    keys = [offline];
    expect(await watch()).toEqual({ kind: 'failed', error: offline });
  });

  it('is asked about less when PingOne says so, for as long as it takes', async () => {
    keys = [busy, busy, busy, busy, 'claimed'];
    lists = [[active('new')]];
    expect(await watch()).toMatchObject({ kind: 'appeared' });
    expect(pauses).toEqual([30_000, 30_000, 30_000, 30_000]);
  });

  it('is asked about no more once the person has left', async () => {
    leave.abort();
    expect(await watch()).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
  });

  it('is deleted when it is dropped; what was claimed a moment before is found', async () => {
    expect(await watches().dropKey('key', [], whose())).toEqual({ kind: 'gone' });
    lists = [[active('new')]];
    expect(await watches().dropKey('key', [], whose())).toMatchObject({ device: { id: 'new' } });
    expect(removed).toEqual(['key', 'key']);
  });
});

describe('a list that is watched', () => {
  it('is read every five seconds until there is a new device of the type', async () => {
    lists = [[active('a')], [active('a')], [active('a'), { ...active('b'), type: 'FIDO2' }]];
    const found = await watches().devices('FIDO2', ['a'], whose());
    expect(found).toMatchObject({ device: { id: 'b', type: 'FIDO2' } });
    expect(pauses).toEqual([5_000, 5_000]);
  });
});

describe('a push', () => {
  const watch = (patience = 160_000) => watches().push('a', patience, whose());

  it.each([
    'COMPLETED',
    'FAILED',
    'PUSH_CONFIRMATION_TIMED_OUT',
    'DEVICE_SELECTION_REQUIRED',
    'other',
  ] as const)('is over with %s, one look later', async (status) => {
    pushes = ['PUSH_CONFIRMATION_REQUIRED', status];
    expect(await watch()).toMatchObject(ok({ status }));
    expect(pauses).toEqual([2_000]);
  });

  it('is looked at every two seconds at first, then every three', async () => {
    pushes = [
      ...Array.from({ length: 14 }, () => 'PUSH_CONFIRMATION_REQUIRED' as const),
      'COMPLETED',
    ];
    await watch();
    expect(pauses).toEqual([
      ...Array.from({ length: 10 }, () => 2_000),
      3_000,
      3_000,
      3_000,
      3_000,
    ]);
  });

  it('is given up when its time is over', async () => {
    expect(await watch(50_000)).toEqual(fail({ code: 'pushTimedOut' }));
    expect(now - 1_000_000).toBeLessThan(55_000);
  });

  // seen to fail with the patience counted by the clock that is set
  it('[fault 68] waits as long as it would, whatever the clock of this computer is set to meanwhile', async () => {
    pushes = [
      ...Array.from({ length: 5 }, () => 'PUSH_CONFIRMATION_REQUIRED' as const),
      'COMPLETED',
    ];
    const watching = watch(50_000);
    now += 86_400_000;
    expect(await watching).toMatchObject(ok({ status: 'COMPLETED' }));
  });

  it('that is gone is gone', async () => {
    pushes = [{ code: 'authenticationGone' }];
    expect(await watch()).toEqual(fail({ code: 'authenticationGone' }));
    expect(pauses).toEqual([]);
  });
});
