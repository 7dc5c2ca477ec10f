import { describe, expect, it } from 'vitest';
import type { PairingView, ScreenOf } from '../../../../../shared/pairing/screen';
import {
  aDevice,
  aDeviceList,
  aKioskPerson,
  aPairing,
  aShift,
  describeScreen,
  pairingId,
  readyKiosk,
} from '../../../../fakes/views';
import type { InitialViews } from '../../../../fakes/fake-bridge';
import {
  closeWindowAfterEach,
  openWindow,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../../open-window';

type Route = NonNullable<ScreenOf<'describe'>['route']>;
const here: Route = { kind: 'here', caution: null, browser: false };

const view = (
  change: Partial<ScreenOf<'describe'>>,
  allowed: PairingView['allowed'],
): PairingView =>
  aPairing(describeScreen({ type: 'FIDO2', selfServiceHost: 'me.example.org', ...change }), {
    type: change.type ?? 'FIDO2',
    target: null,
    position: 1,
    allowed,
  });
const open = (
  change: Partial<ScreenOf<'describe'>>,
  allowed: PairingView['allowed'] = ['describe', 'back', 'leave'],
  views: InitialViews = {},
) => openWindow({ ...views, pairing: view(change, allowed) });
const name = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(/^Name/);
const main = (): string => screen.getByRole('main').textContent.replace(/\s+/g, ' ');
const viaBrowser: PairingView['allowed'] = ['inBrowser', 'back', 'leave'];
const both: PairingView['allowed'] = ['describe', 'inBrowser', 'back', 'leave'];

describe('describing a security key', () => {
  closeWindowAfterEach();

  it('says where it will happen, suggests a name, and sends it', async () => {
    const fake = await open({ route: here });
    expect(main()).toContain('A small window of this program asks for it twice');
    expect(name().value).toBe('Security key');
    expect(main()).not.toContain('browser');
    await press('Ask for the key');
    expect(fake.inputsOf('pairing.act')).toEqual([
      {
        pairingId,
        action: {
          kind: 'describe',
          details: { type: 'FIDO2' },
          nickname: 'Security key',
          ownerConfirmed: false,
        },
      },
    ]);
  });

  it('suggests a name that tells look-alikes apart, from all that is known of them', async () => {
    const fake = await openWindow({
      devices: aDeviceList({ devices: [aDevice({ nickname: 'security key 2' })] }),
    });
    fake.showPairing(
      view({ route: here, namesTaken: ['SECURITY KEY', 'Security key 3'] }, ['describe', 'leave']),
    );
    await settled();
    expect(name().value).toBe('Security key 4');
  });

  it('refuses a name that another device has, though the list does not know it', async () => {
    const fake = await open({ route: here, namesTaken: ['Blue key'] });
    await type(name(), ' blue KEY ');
    await press('Ask for the key');
    expect(urgently()).toContain('has this name already');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
  });

  it('warns where nothing can ask for the PIN of a key, and names the way out', async () => {
    const fake = await open({ route: { kind: 'here', caution: 'pin', browser: true } }, both);
    expect(main()).toContain('A key with a PIN cannot be asked for it here');
    expect(main()).toContain('In the browser it works.');
    await press('Do it in the browser instead (me.example.org)');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'inBrowser' } }]);
  });

  it('promises no browser where there is none', async () => {
    await open({ route: { kind: 'here', caution: 'pin', browser: false } });
    expect(main()).toContain('A key with a PIN');
    expect(main()).not.toContain('In the browser it works.');
    expect(screen.queryByRole('button', { name: /browser/ })).toBeNull();
  });

  it('warns where the passkeys of the computer cannot be used', async () => {
    await open({ route: { kind: 'here', caution: 'platform', browser: false } });
    expect(main()).toContain('The passkeys of this Mac cannot be used here');
  });

  it.each([
    ['relyingPartyMissing', 'no relying party is set. Your administrator can add it'],
    ['originNotUnderRelyingParty', 'does not belong to the relying party there'],
    ['system', 'cannot reach security keys on this kind of computer'],
  ] as const)('hands over to the browser, and says why: %s', async (because, why) => {
    const fake = await open({ route: { kind: 'browser', because } }, viaBrowser);
    expect(main()).toContain('You go on in the browser, at me.example.org');
    expect(main()).toContain(why);
    expect(main()).toContain('it shows up here by itself');
    expect(screen.queryByLabelText(/^Name/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Ask for the key' })).toBeNull();
    await press('Go on in the browser');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'inBrowser' } }]);
  });

  it('opens no page at a kiosk', async () => {
    await open({ route: { kind: 'here', caution: 'pin', browser: true } }, both, {
      configuration: readyKiosk,
      kiosk: aShift({
        name: 'serving',
        person: aKioskPerson({ name: 'Kim Novak' }),
        identifiedBy: 'badge',
        handOver: null,
      }),
    });
    expect(screen.queryByRole('button', { name: /browser/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Hand the screen to Kim Novak' })).toBeTruthy();
  });
});

describe('describing a mobile app', () => {
  closeWindowAfterEach();

  it('says what is needed, and asks for nothing', async () => {
    const fake = await open({ type: 'MOBILE' });
    expect(main()).toContain('You need the authentication app of your organisation');
    expect(screen.queryByLabelText(/^Name/)).toBeNull();
    await press('Show the QR code');
    expect(fake.inputsOf('pairing.act')).toEqual([
      {
        pairingId,
        action: {
          kind: 'describe',
          details: { type: 'MOBILE' },
          nickname: '',
          ownerConfirmed: false,
        },
      },
    ]);
  });
});
