import type { PairingView } from '../../shared/pairing/screen';
import { qrOf } from '../../electron/qr';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../fakes/fake-bridge';
import {
  aPairing,
  chooseDeviceScreen,
  describeScreen,
  pairingKeyScreen,
  pushScreen,
} from '../fakes/views';

const pairing = (
  screen: Parameters<typeof aPairing>[0],
  change: Parameters<typeof aPairing>[1] = {},
  views: InitialViews = {},
): FakeBridge =>
  createFakeBridge({
    ...views,
    pairing: aPairing(screen, { type: 'MOBILE', target: null, ...change }),
  });
const waiting = { allowed: ['back', 'leave'] } satisfies Partial<PairingView>;
const keyOf = (code: string): InitialViews => ({ pairingKey: { code, qr: qrOf(code) } });
/** A device that was paired before proves that it works. */
const onlyProof: Partial<PairingView> = { goal: 'prove', rail: [{ step: 'prove', status: 'now' }] };

/** The mobile app: its key, its pushes, and the choice of another device. */
export const phoneScreens: Record<string, (now: number) => FakeBridge> = {
  'describe-mobile': () =>
    pairing(describeScreen({ type: 'MOBILE' }), {
      position: 1,
      allowed: ['describe', 'back', 'leave'],
    }),
  'pairing-key': () => pairing(pairingKeyScreen(), waiting),
  'pairing-key-letters': () => pairing(pairingKeyScreen(), waiting, keyOf('aB3dE6gH9jK2mN5p')),
  'pairing-key-longest': () =>
    pairing(pairingKeyScreen(), waiting, keyOf('0123456789'.repeat(6) + '0123')),
  'pairing-key-last-minute': (now) =>
    pairing(pairingKeyScreen({ validUntil: now + 41_000 }), waiting),
  'pairing-key-leaving': () => pairing(pairingKeyScreen({ leaving: true }), { allowed: [] }),
  'pairing-key-failed': () => {
    const fake = pairing(pairingKeyScreen(), waiting);
    fake.refuse('pairing.pairingKey', { code: 'unexpected', reference: 'R-20261121-7' });
    return fake;
  },
  push: (now) => pairing(pushScreen({ deadline: now + 155_000 }), { position: 3 }),
  'push-only-prove': (now) =>
    pairing(pushScreen({ deadline: now + 155_000, name: null }), {
      ...onlyProof,
      allowed: ['leave', 'changeDevice'],
    }),
  'push-leaving': () => pairing(pushScreen({ leaving: true }), { ...onlyProof, allowed: [] }),
  'choose-device': () =>
    pairing(
      chooseDeviceScreen({
        devices: [
          ...chooseDeviceScreen().devices,
          {
            id: 'three',
            type: 'EMAIL',
            nickname: null,
            target: 'k****@example.org',
            obstacle: 'blocked',
          },
          {
            id: 'four',
            type: 'PINGID_DESKTOP_GEN2',
            nickname: 'Workstation MAC-0417',
            target: null,
            obstacle: 'notHere',
          },
          { id: 'five', type: 'HOLOGRAM', nickname: null, target: null, obstacle: 'notUsable' },
        ],
      }),
      { ...onlyProof, allowed: ['chooseDevice', 'leave'] },
    ),
};
