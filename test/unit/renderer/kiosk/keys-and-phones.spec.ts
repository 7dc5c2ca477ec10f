import { describe, expect, it } from 'vitest';
import type { PairingView, Screen } from '../../../../shared/pairing/screen';
import type { HandOver } from '../../../../shared/kiosk/view';
import {
  aPairingKey,
  aShift,
  chooseDeviceScreen,
  pairingId,
  pairingKeyScreen,
  pushScreen,
  securityKeyScreen,
} from '../../../fakes/views';
import { closeWindowAfterEach, fireEvent, heading, press, screen, settled } from '../open-window';
import { handedOver, openKiosk, smsPairing } from './open-kiosk';

const subject = { hands: 'subject' } as const;
const inHands = (
  shown: Screen,
  allowed: PairingView['allowed'],
  type: 'FIDO2' | 'MOBILE' = 'MOBILE',
) =>
  openKiosk(handedOver('confirmed', { type, target: null }), subject, {
    pairing: smsPairing(shown, { type, target: null, allowed }),
  });
const buttons = (): string[] =>
  screen.getAllByRole('button').map((button) => button.textContent.trim());
const back = 'Give the screen back';

describe('keys and phones in the hands of a person', () => {
  closeWindowAfterEach();

  it.each<[Pick<HandOver, 'kind' | 'type'>, string]>([
    [{ kind: 'pair', type: 'FIDO2' }, 'A window is about to ask for your security key.'],
    [{ kind: 'prove', type: 'FIDO2' }, 'A window is about to ask for your security key.'],
    [{ kind: 'pair', type: 'MOBILE' }, 'We are about to show you a QR code.'],
    [{ kind: 'prove', type: 'MOBILE' }, 'We are about to ask you on your phone.'],
  ])('are announced before anything happens: %j', async (asked, words) => {
    await openKiosk(handedOver('asked', { ...asked, target: null }), subject);
    expect(screen.getByRole('main').textContent).toContain(words);
  });

  it('asks for the key once more, and leaves every choice to the operator', async () => {
    const fake = await inHands(
      securityKeyScreen({ stage: 'stopped', problem: { code: 'keyTimedOut' } }),
      ['back', 'retry', 'leave'],
      'FIDO2',
    );
    expect(buttons()).toEqual(['Ask for the key again', back]);
    await press('Ask for the key again');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'retry' } }]);
  });

  it('stops no ceremony', async () => {
    await inHands(securityKeyScreen(), ['leave'], 'FIDO2');
    expect(heading().textContent).toBe('Use your security key');
    expect(buttons()).toEqual([back]);
  });

  it('shows the pairing key to the person alone', async () => {
    const fake = await inHands(pairingKeyScreen(), ['back', 'leave']);
    expect(screen.getByRole('main').querySelector('code')?.textContent.trim()).toBe(
      aPairingKey.code,
    );
    expect(buttons()).toEqual([back]);
    fake.showKiosk(aShift(handedOver('confirmed', { type: 'MOBILE', target: null })));
    await settled();
    expect(heading().textContent).toBe('It is the turn of Kim Novak');
    expect(document.body.textContent).not.toContain(aPairingKey.code);
    expect(document.querySelector('svg[role="img"]')).toBeNull();
  });

  it('lets the person use another device of theirs', async () => {
    const fake = await inHands(pushScreen(), ['leave', 'changeDevice']);
    expect(buttons()).toEqual(['Use another device', back]);
    await press('Use another device');
    const choice = chooseDeviceScreen();
    fake.showPairing(
      smsPairing(choice, { type: 'MOBILE', allowed: ['chooseDevice', 'leave'], goal: 'prove' }),
    );
    await settled();
    await fireEvent.click(screen.getByRole('radio', { name: '+1*******123' }));
    expect(buttons()).toEqual(['Try this device', back]);
    await press('Try this device');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'changeDevice' } },
      { pairingId, action: { kind: 'chooseDevice', deviceId: choice.devices[1]?.id } },
    ]);
  });
});
