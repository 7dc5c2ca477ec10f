import { describe, expect, it } from 'vitest';
import type { Screen } from '../../../../shared/pairing/screen';
import {
  aDevice,
  anAppKey,
  aPairingKey,
  appScreen,
  aShift,
  browserScreen,
  chooseDeviceScreen,
  codeScreen,
  describeScreen,
  pairedEmail,
  pairingId,
  pairingKeyScreen,
  pushScreen,
  securityKeyScreen,
  tokenScreen,
} from '../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';
import { handedOver, openKiosk, serving, smsPairing } from './open-kiosk';

const code = codeScreen({ type: 'SMS', target: '•••• 0123' });
const describing = (change: Parameters<typeof describeScreen>[0] = {}) =>
  smsPairing(describeScreen({ type: 'SMS', ...change }), { target: null, position: 1 });
const challenges: [string, Screen][] = [
  ['code', code],
  ['app', appScreen()],
  ['token', tokenScreen()],
  [
    'agent',
    { kind: 'agent', purpose: 'activate', stage: 'asking', deadline: null, leaving: false },
  ],
  ['securityKey', securityKeyScreen()],
  ['pairingKey', pairingKeyScreen()],
  ['browser', browserScreen()],
  ['push', pushScreen()],
  ['chooseDevice', chooseDeviceScreen()],
  ['wait', { kind: 'wait', what: 'creating', leaving: false }],
];
const proven: Screen = {
  kind: 'done',
  device: { ...pairedEmail, type: 'SMS' },
  verdict: { kind: 'proven', at: Date.now(), authenticationId: 'a', reference: 'r-1' },
};
const subject = { hands: 'subject' } as const;
const inHands = (screenOf: Screen, stage = handedOver('confirmed')) =>
  openKiosk(stage, subject, { pairing: smsPairing(screenOf) });

describe('handing the screen to the person', () => {
  closeWindowAfterEach();

  it('sends nothing to PingOne before the person was asked', async () => {
    const fake = await openKiosk(serving(), {}, { pairing: describing() });
    await screen.findByText('We will use +1 512 555 0123');
    await press('Hand the screen to Kim Novak');
    await settled();
    expect(fake.inputsOf('kiosk.handOver')).toEqual([
      {
        ask: {
          kind: 'pair',
          details: { type: 'SMS', phone: '+15125550123' },
          nickname: 'My phone',
          ownerConfirmed: false,
        },
      },
    ]);
    expect(fake.inputsOf('pairing.act')).toEqual([]);
  });

  it('asks who is there, tells what will happen, and shows nothing of the operator', async () => {
    const fake = await openKiosk(handedOver('asked'), subject, { pairing: describing() });
    expect(heading().textContent).toBe('Are you Kim Novak?');
    expect(screen.getByRole('main').textContent).toContain(
      'We are about to send a text message with a code to •••• 0123.',
    );
    expect(document.body.textContent).not.toContain('Operator Four');
    expect(screen.queryByRole('button', { name: 'End the shift' })).toBeNull();
    expect(screen.getByRole('radio', { name: 'Deutsch' })).toBeTruthy();
    const release = fake.hold('kiosk.confirm');
    await press('Yes, that is me');
    fake.showKiosk(aShift(handedOver('confirmed'), subject));
    await settled();
    // until something comes of it
    expect(heading().textContent).toBe('Are you Kim Novak?');
    fake.showPairing(smsPairing(code));
    release();
    await settled();
    expect(heading().textContent).toBe('Enter the code');
  });

  it('takes a no, and asks for the screen', async () => {
    const fake = await openKiosk(handedOver('asked'), subject, { pairing: describing() });
    await press('No, that is not me or not mine');
    expect(fake.inputsOf('kiosk.deny')).toHaveLength(1);
    fake.showKiosk(aShift(handedOver('denied'), subject));
    await settled();
    expect(heading().textContent).toBe('Please give the screen back');
    fake.showKiosk(aShift(handedOver('denied')));
    await settled();
    expect(screen.getByText('The person said no')).toBeTruthy();
  });

  it('lets the person answer, and neither stop nor choose something else', async () => {
    const fake = await inHands(code);
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'use another method' })).toBeNull();
    expect(screen.queryByRole('navigation')).toBeNull();
    await type(screen.getByLabelText('Code'), '012345');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'answer', code: '012345' } },
    ]);
  });

  it('copies nothing for a person', async () => {
    const problem = { code: 'tokenOutOfStep', reference: 'c7a9-0417' } as const;
    const fake = await inHands(tokenScreen({ problem }));
    expect(screen.getByText('c7a9-0417')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Copy/ })).toBeNull();
    fake.showPairing(smsPairing(appScreen(), { type: 'TOTP' }));
    await settled();
    expect(screen.queryByRole('button', { name: /Copy/ })).toBeNull();
  });

  it.each<[string, Screen]>([
    ['It works', proven],
    ['It is paired', { ...proven, verdict: { kind: 'notProven', reason: 'left' } }],
    ['This did not work', { kind: 'failed', error: { code: 'timedOut' }, left: 'nothing' }],
    [
      'Please give the screen back',
      describeScreen({ type: 'SMS', problem: { code: 'refused', status: 400 } }),
    ],
    ['Please give the screen back', { kind: 'abandoned', left: aDevicePaired() }],
  ])('ends with “%s”, and nothing but giving the screen back', async (title, ended) => {
    await inHands(ended);
    expect(heading().textContent).toBe(title);
    const buttons = screen.getAllByRole('button').map((button) => button.textContent.trim());
    expect(buttons).toEqual(['Give the screen back']);
  });

  it.each(challenges)('never shows an operator the %s screen', async (_kind, challenge) => {
    const fake = await openKiosk(handedOver('confirmed'), {}, { pairing: smsPairing(challenge) });
    expect(heading().textContent).toBe('It is the turn of Kim Novak');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('img')).toBeNull();
    expect(fake.inputsOf('pairing.key')).toEqual([]);
    expect(fake.inputsOf('pairing.pairingKey')).toEqual([]);
    expect(document.body.textContent).not.toContain(anAppKey.secret);
    expect(document.body.textContent).not.toContain(aPairingKey.code);
  });

  it('hands over again, or stops', async () => {
    const fake = await openKiosk(handedOver('confirmed'), {}, { pairing: smsPairing(code) });
    await press('Hand the screen over again');
    expect(fake.inputsOf('kiosk.handOverAgain')).toHaveLength(1);
    await press('Stop and remove the device');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'leave' } }]);
    fake.showPairing(smsPairing({ ...code, purpose: 'prove' }));
    await settled();
    expect(screen.getByRole('button', { name: 'Stop: prove it later' })).toBeTruthy();
    fake.showPairing(smsPairing(pairingKeyScreen(), { type: 'MOBILE' }));
    await settled();
    expect(screen.getByRole('button', { name: 'Stop the pairing' })).toBeTruthy();
    fake.showPairing(smsPairing(pushScreen(), { type: 'MOBILE' }));
    await settled();
    expect(screen.getByRole('button', { name: 'Stop: prove it later' })).toBeTruthy();
    fake.showPairing(smsPairing(chooseDeviceScreen(), { type: 'MOBILE', goal: 'prove' }));
    await settled();
    expect(screen.getByRole('button', { name: 'Stop the proof' })).toBeTruthy();
  });

  it('keeps what the operator typed for when PingOne refuses it', async () => {
    const fake = await openKiosk(serving(), {}, { pairing: describing() });
    await type(screen.getByLabelText('Phone number'), '+1 512 555 0199');
    fake.showKiosk(aShift(handedOver('asked'), subject));
    await settled();
    fake.showPairing(describing({ problem: { code: 'refused', status: 400, target: 'phone' } }));
    fake.showKiosk(aShift(handedOver('confirmed')));
    await screen.findByDisplayValue('+1 512 555 0199');
    expect(urgently()).toContain('PingOne does not accept this number.');
  });

  it('closes what was stopped only in the hands of the operator', async () => {
    const stopped = smsPairing({ kind: 'abandoned', left: null });
    const fake = await openKiosk(handedOver('confirmed'), subject, { pairing: stopped });
    expect(fake.inputsOf('pairing.close')).toEqual([]);
    fake.showKiosk(aShift(serving()));
    await settled();
    expect(fake.inputsOf('pairing.close')).toEqual([{ pairingId }]);
    expect(heading().textContent).toBe('Kim Novak');
  });

  it('speaks the language of the person only in their hands', async () => {
    const fake = await openKiosk(handedOver('asked'), subject, { pairing: describing() });
    await fireEvent.click(screen.getByRole('radio', { name: 'Deutsch' }));
    expect(document.documentElement.lang).toBe('de');
    fake.showKiosk(aShift(handedOver('asked')));
    await settled();
    expect(document.documentElement.lang).toBe('en');
    fake.showKiosk(aShift(handedOver('asked'), subject));
    await settled();
    expect(document.documentElement.lang).toBe('de');
    for (const stage of [{ name: 'wiping' } as const, serving()]) {
      fake.showKiosk(aShift(stage));
      await settled();
    }
    fake.showKiosk(aShift(handedOver('asked'), subject));
    await settled();
    expect(document.documentElement.lang).toBe('en');
  });
});

function aDevicePaired() {
  const { id, nickname, target, description } = aDevice();
  return { id, type: 'EMAIL', nickname, target, description } as const;
}
