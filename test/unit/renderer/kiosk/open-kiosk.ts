import type { KioskStage, KioskView } from '../../../../shared/kiosk/view';
import type { PairingView } from '../../../../shared/pairing/screen';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../../../fakes/fake-bridge';
import {
  aKioskPerson,
  anOperator,
  aPairing,
  aShift,
  readyKiosk,
  signedIn,
} from '../../../fakes/views';
import { openWindow } from '../open-window';

export type Serving = Extract<KioskStage, { name: 'serving' }>;

export const kim = aKioskPerson({ name: 'Kim Novak', username: 'knovak' });

export const serving = (change: Partial<Serving> = {}): Serving => ({
  name: 'serving',
  person: kim,
  identifiedBy: 'badge',
  handOver: null,
  ...change,
});

export const handedOver = (
  answer: 'asked' | 'denied' | 'confirmed',
  change: Partial<NonNullable<Serving['handOver']>> = {},
): Serving =>
  serving({ handOver: { kind: 'pair', type: 'SMS', target: '•••• 0123', answer, ...change } });

export const session: typeof signedIn = {
  ...signedIn,
  person: anOperator,
  ways: ['browser', 'phone'],
};

/** A pairing of a telephone number, as the main process shows it. */
export const smsPairing = (...[screen, change]: Parameters<typeof aPairing>): PairingView =>
  aPairing(screen, {
    type: 'SMS',
    target: '•••• 0123',
    allowed: ['answer', 'resend', 'back', 'leave'],
    ...change,
  });

export const kioskBridge = (
  stage: KioskStage,
  change: Partial<KioskView> = {},
  views: InitialViews = {},
): FakeBridge =>
  createFakeBridge({ configuration: readyKiosk, session, kiosk: aShift(stage, change), ...views });

/** The whole window at a kiosk, talking to a fake main process. */
export const openKiosk = (...given: Parameters<typeof kioskBridge>): Promise<FakeBridge> =>
  openWindow(kioskBridge(...given));
