import type { DeskError } from '../../shared/errors';
import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, environmentId } from '../fakes/views';
import { oldOne, withOldOne } from './method-screens';

const minute = 60_000;

const phone: ScreenOf<'done'>['device'] = {
  id: 'd0000000-0000-4000-8000-00000000b001',
  type: 'MOBILE',
  target: null,
  nickname: null,
  description: 'Pixel 9 · PingID 3.2.1',
};
const blocked = aDevice({ type: 'SMS', nickname: 'Work phone', blocked: true });
const locked = aDevice({ locked: true });

const notProven = (
  code: DeskError,
  change: Partial<PairingView> = {},
  views: InitialViews = {},
): FakeBridge =>
  createFakeBridge({
    ...views,
    pairing: aPairing(
      { kind: 'done', device: phone, verdict: { kind: 'notProven', reason: code } },
      { type: 'MOBILE', target: null, position: 3, allowed: ['retry'], ...change },
    ),
  });

/** How a pairing can end beside well. */
export const endScreens: Record<string, (now: number) => FakeBridge> = {
  'proven-replaces': (now) =>
    createFakeBridge({
      devices: withOldOne,
      pairing: aPairing(
        {
          kind: 'done',
          device: phone,
          verdict: {
            kind: 'proven',
            at: now,
            authenticationId: environmentId,
            reference: '0783541c-a172-4f0e-9b1d-2f6f3c1f8a55',
          },
        },
        { type: 'MOBILE', target: null, position: 4, allowed: [], replaces: oldOne },
      ),
    }),
  'not-proven-replaces': () => notProven({ code: 'pushTimedOut' }, { replaces: oldOne }),
  'not-proven-declined': () => notProven({ code: 'pushDeclined', reference: 'c7a9-0417' }),
  'not-proven-locked': (now) => notProven({ code: 'locked', until: now + 14.4 * minute }),
  'not-proven-unusable': () =>
    notProven(
      { code: 'noUsableDevice', deviceIds: [blocked.id, locked.id, 'somebody-else'] },
      { goal: 'prove', rail: [{ step: 'prove', status: 'now' }] },
      { devices: aDeviceList({ devices: [blocked, locked, aDevice()] }) },
    ),
  'not-proven-elsewhere': () =>
    createFakeBridge({
      pairing: aPairing(
        {
          kind: 'done',
          device: { ...phone, type: 'FIDO2', nickname: 'Blue key', description: null },
          verdict: { kind: 'notProven', reason: { code: 'provenElsewhereOnly' } },
        },
        { type: 'FIDO2', target: null, position: 3, allowed: ['retry'] },
      ),
    }),
  'failed-pairing-key': () =>
    createFakeBridge({
      pairing: aPairing(
        { kind: 'failed', error: { code: 'offline' }, left: 'pairingKey' },
        { type: 'MOBILE', target: null, allowed: ['retry', 'leave'] },
      ),
    }),
  'failed-pairing-key-expired': () =>
    createFakeBridge({
      pairing: aPairing(
        { kind: 'failed', error: { code: 'pairingKeyExpired' }, left: 'nothing' },
        { type: 'MOBILE', target: null, allowed: ['retry', 'back'] },
      ),
    }),
};
