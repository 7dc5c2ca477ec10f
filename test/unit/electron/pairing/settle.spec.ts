import { describe, expect, it } from 'vitest';
import type { Journal, JournalEntry } from '../../../../electron/pairing/journal';
import { settle } from '../../../../electron/pairing/settle';
import type { Device, PingOneDevices } from '../../../../electron/pingone/devices';
import type { PairingKeys } from '../../../../electron/pingone/pairing-keys';
import { fail, ok } from '../../../../shared/result';
import { aPingOneDevice } from '../../../fakes/pingone-device';
import { createFakeLog } from '../../../fakes/fake-log';

const owner = { environmentId: 'env', actorId: 'kim' };

const entryOf = (change: Partial<JournalEntry> = {}): JournalEntry => ({
  pairingId: 'pairing',
  transactionId: 'pairing',
  ...owner,
  userId: 'kim',
  type: 'EMAIL',
  maskedTarget: 'k****@example.org',
  knownDeviceIds: ['older'],
  deviceId: null,
  pairingKeyId: null,
  change: 'create',
  outcome: 'sent',
  at: 1,
  ...change,
});

const deviceOf = (change: Partial<Device> = {}): Device =>
  aPingOneDevice({ id: 'ours', ...change });

const unused = () => Promise.reject(new Error('not part of this test'));

const never = new AbortController().signal;

const settleWith = async (
  entry: JournalEntry,
  existing: readonly Device[] | 'offline',
  removal: 'works' | 'fails' = 'works',
  finishLater = true,
) => {
  const removed: string[] = [];
  const closed: string[] = [];
  const devices: PingOneDevices = {
    list: () =>
      Promise.resolve(
        existing === 'offline'
          ? fail({ code: 'offline' as const })
          : ok({ devices: [...existing], order: [] }),
      ),
    remove: (_userId, id) => {
      removed.push(id);
      return Promise.resolve(
        removal === 'works' ? ok(undefined) : fail({ code: 'offline' as const }),
      );
    },
    read: unused,
    create: unused,
    activate: unused,
    resend: unused,
    rename: unused,
    reorder: unused,
    administer: unused,
    requestLogs: unused,
  };
  const pairingKeys: PairingKeys = {
    create: unused,
    read: unused,
    remove: (_userId, id) => devices.remove('kim', id, { signal: never }),
  };
  const journal: Journal = {
    record: unused,
    close: (id) => Promise.resolve(void closed.push(id)),
    open: () => Promise.resolve([entry]),
  };
  const settled = await settle(
    owner,
    { devices, pairingKeys, journal, log: createFakeLog(), finishLater },
    never,
  );
  return { notices: settled.ok ? settled.value : null, removed, closed };
};

const desktop = { type: 'PINGID_DESKTOP_GEN2', maskedTarget: null } as const;

describe('what an interrupted pairing left open', () => {
  it('is nothing when no device came into being', async () => {
    expect(await settleWith(entryOf(), [deviceOf({ id: 'older' })])).toEqual({
      notices: [],
      removed: [],
      closed: ['pairing'],
    });
  });

  it('can be finished when a code by message is all that is missing', async () => {
    expect(await settleWith(entryOf(), [deviceOf({ id: 'older' }), deviceOf()])).toEqual({
      notices: [{ kind: 'canBeFinished', deviceId: 'ours' }],
      removed: [],
      closed: ['pairing'],
    });
  });

  it('is removed when its secret came only with the create reply', async () => {
    expect(await settleWith(entryOf(desktop), [deviceOf({ type: desktop.type })])).toEqual({
      notices: [{ kind: 'removedLeftover', type: 'PINGID_DESKTOP_GEN2' }],
      removed: ['ours'],
      closed: ['pairing'],
    });
  });

  it('is kept when it turned out to be active', async () => {
    const { notices, removed } = await settleWith(entryOf(desktop), [
      deviceOf({ type: desktop.type, status: 'active' }),
    ]);
    expect(notices).toEqual([{ kind: 'wasCompleted', deviceId: 'ours' }]);
    expect(removed).toEqual([]);
  });

  it('is left alone when two devices could be meant', async () => {
    const two = [deviceOf({ type: desktop.type }), deviceOf({ id: 'other', type: desktop.type })];
    const { notices, removed } = await settleWith(entryOf(desktop), two);
    expect(notices).toEqual([{ kind: 'undecided', type: 'PINGID_DESKTOP_GEN2' }]);
    expect(removed).toEqual([]);
  });

  it('touches nothing but its own device when it knows which one that is', async () => {
    const { removed } = await settleWith(entryOf({ ...desktop, deviceId: 'ours' }), [
      deviceOf({ type: desktop.type }),
      deviceOf({ id: 'newer', type: desktop.type }),
    ]);
    expect(removed).toEqual(['ours']);
  });

  const key = { type: 'MOBILE', maskedTarget: null, pairingKeyId: 'key' } as const;

  it('is a key that no app has claimed: it goes, and nobody has to be told', async () => {
    expect(await settleWith(entryOf(key), [deviceOf({ id: 'older', type: 'MOBILE' })])).toEqual({
      notices: [],
      removed: ['key'],
      closed: ['pairing'],
    });
  });

  it('is a device, where an app has claimed its key', async () => {
    const claimed = deviceOf({ type: 'MOBILE', status: 'active' });
    expect(await settleWith(entryOf(key), [claimed])).toEqual({
      notices: [{ kind: 'wasCompleted', deviceId: 'ours' }],
      removed: [],
      closed: ['pairing'],
    });
  });

  it('stays open where the key cannot be deleted', async () => {
    expect(await settleWith(entryOf(key), [], 'fails')).toMatchObject({ closed: [] });
  });

  it.each([
    ['sent', [{ kind: 'undecided', type: 'MOBILE' }]],
    ['unknown', [{ kind: 'undecided', type: 'MOBILE' }]],
    // PingOne has refused it
    ['confirmed', []],
  ] as const)('a key that nobody heard of is said, not hidden: %s', async (outcome, notices) => {
    const unheard = entryOf({ ...key, pairingKeyId: null, outcome });
    expect(await settleWith(unheard, [])).toEqual({ notices, removed: [], closed: ['pairing'] });
  });

  it.each([
    ['PingOne cannot be read', 'offline', 'works'],
    ['the removal fails', [deviceOf({ type: desktop.type })], 'fails'],
  ] as const)('stays open for the next time when %s', async (_why, existing, removal) => {
    const { notices, closed } = await settleWith(entryOf(desktop), existing, removal);
    expect(notices).toEqual([{ kind: 'undecided', type: 'PINGID_DESKTOP_GEN2' }]);
    expect(closed).toEqual([]);
  });

  it('at a kiosk is removed, also when it could be finished: the person has gone', async () => {
    const { notices, removed } = await settleWith(entryOf(), [deviceOf()], 'works', false);
    expect(notices).toEqual([{ kind: 'removedLeftover', type: 'EMAIL' }]);
    expect(removed).toEqual(['ours']);
  });
});
