import { describe, expect, it } from 'vitest';
import { deviceTypes, type DeviceType } from '../../../../../shared/devices/catalog';
import { typeNames } from '../../../../../shared/devices/overview';
import type { DeskError } from '../../../../../shared/errors';
import type { PairingView, ScreenOf } from '../../../../../shared/pairing/screen';
import type { InitialViews } from '../../../../fakes/fake-bridge';
import {
  aDevice,
  aDeviceList,
  aKioskPerson,
  aPairing,
  aShift,
  chooseScreen,
  pairingId,
  readyKiosk,
} from '../../../../fakes/views';
import { kindOf } from '../../../../../renderer/devices/device-kinds';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
} from '../../open-window';

type Method = ScreenOf<'choose'>['methods'][number];

const choosing = { type: null, target: null, position: 0, allowed: ['choose', 'leave'] } as const;
const methods = (change: (type: DeviceType) => Partial<Method>): Method[] =>
  deviceTypes.map((type) => ({ type, unavailable: null, hint: null, ...change(type) }));
const open = (
  change: (type: DeviceType) => Partial<Method> = () => ({}),
  others: Partial<PairingView> = {},
  views: InitialViews = {},
) =>
  openWindow({
    ...views,
    pairing: aPairing(chooseScreen({ methods: methods(change) }), {
      ...choosing,
      allowed: [...choosing.allowed],
      ...others,
    }),
  });
const radio = (name: string): HTMLInputElement =>
  screen.getByRole<HTMLInputElement>('radio', { name });
const described = (element: HTMLElement): string =>
  document
    .getElementById(element.getAttribute('aria-describedby') ?? '')
    ?.textContent.replace(/\s+/g, ' ')
    .trim() ?? '';
const main = (): string => screen.getByRole('main').textContent.replace(/\s+/g, ' ');

describe('choosing a method', () => {
  closeWindowAfterEach();

  it('offers every method there is, in the order of the catalogue', async () => {
    await open();
    expect(screen.getAllByRole('radio').map((each) => each.closest('label')?.textContent)).toEqual(
      deviceTypes.map((type) => expect.stringContaining(kindOf(type).label()) as string),
    );
  });

  it('calls them as the table in README does', () => {
    for (const type of deviceTypes) expect(kindOf(type).label()).toBe(typeNames[type]);
  });

  it('names the button by what it does and sends the choice', async () => {
    const fake = await open();
    expect(document.activeElement).toBe(heading());
    expect(screen.getByRole('button', { name: 'Pair PingID Desktop' })).toBeTruthy();
    await fireEvent.click(radio('Security key or passkey'));
    await press('Pair a security key');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'choose', type: 'FIDO2' } },
    ]);
  });

  const reasons: [error: DeskError, sentence: string][] = [
    [
      { code: 'methodNotAllowed' },
      'Not offered on this computer; your administrator can allow it.',
    ],
    [
      { code: 'scopeMissing', scopes: ['p1:create:device'] },
      'This program lacks a right for it; your administrator can grant it.',
    ],
    [
      { code: 'rightMissing', permission: 'MFA devices: create' },
      'Your role lacks “MFA devices: create”; an administrator can add it.',
    ],
    [{ code: 'methodOff' }, 'Switched off in the policy; your administrator can switch it on.'],
    [
      { code: 'pairingOff' },
      'Closed to new devices in the policy; your administrator can open it.',
    ],
    [{ code: 'relyingPartyMissing' }, 'No relying party is set; your administrator can add it.'],
    [
      { code: 'originNotUnderRelyingParty' },
      'The web address does not fit the relying party; your administrator can correct it.',
    ],
    [
      { code: 'selfServiceMissing' },
      'Not possible on this computer, and no web page is set for it; your administrator can add one.',
    ],
    [
      { code: 'deviceCapReached', limit: 5 },
      'There is no room beside 5 devices; remove one first.',
    ],
    [
      { code: 'tooManyPending', limit: 50 },
      '50 unfinished devices are waiting; finish or remove some first.',
    ],
    // not foreseen here: in full
    [
      { code: 'serverError', status: 500 },
      'PingOne has a problem of its own. Try again in a few minutes.',
    ],
  ];

  it.each(reasons)(
    'says why a method cannot be used, and who can change it: %j',
    async (unavailable, sentence) => {
      await open((type) => (type === 'SMS' ? { unavailable } : {}));
      expect(described(radio('Text message'))).toBe(sentence);
    },
  );

  it('keeps what cannot be used in reach, and says why when somebody tries', async () => {
    const fake = await open((type) =>
      type === 'FIDO2' ? { unavailable: { code: 'methodOff' } } : {},
    );
    const off = radio('Security key or passkey');
    expect(off.getAttribute('aria-disabled')).toBe('true');
    expect(off.disabled).toBe(false);
    off.focus();
    expect(document.activeElement).toBe(off);
    // what a browser does for the space bar and for arrow keys
    await fireEvent.click(off);
    await settled();
    expect(politely()).toBe('Switched off in the policy; your administrator can switch it on.');
    expect(off.checked).toBe(false);
    // the Enter key sends a form from wherever it is
    expect(await fireEvent.keyDown(off, { key: 'Enter' })).toBe(false);
    expect(await fireEvent.keyDown(radio('E-mail'), { key: 'Enter' })).toBe(true);
    expect(screen.getByRole('button', { name: 'Pair PingID Desktop' })).toBeTruthy();
    expect(fake.inputsOf('pairing.act')).toEqual([]);
  });

  it('starts with the first method that can be used', async () => {
    await open((type) =>
      type === 'PINGID_DESKTOP_GEN2' ? { unavailable: { code: 'methodOff' } } : {},
    );
    expect(radio('Security key or passkey').checked).toBe(true);
  });

  it('says what is worth knowing of a method that can be used', async () => {
    await open((type) => ({
      hint:
        type === 'PINGID_DESKTOP_GEN2'
          ? { code: 'agentNotRunning', port: 9410 }
          : type === 'VOICE'
            ? { code: 'extensionsOff' }
            : null,
    }));
    expect(described(radio('PingID Desktop'))).toContain('It does not answer (port 9410)');
    expect(described(radio('Phone call'))).toContain('Without extension only');
    await fireEvent.click(radio('Phone call'));
    expect(radio('Phone call').checked).toBe(true);
  });

  it('says once for all of them that nobody could read what is allowed', async () => {
    await open((type) => ({
      hint:
        type === 'PINGID_DESKTOP_GEN2'
          ? { code: 'agentNotRunning', port: 9410 }
          : { code: 'policyUnknown' },
    }));
    expect(main().match(/cannot be read from here/g)).toHaveLength(1);
    expect(main()).toContain('Try the method you want');
    expect(described(radio('E-mail'))).toBe('A code to your inbox');
  });

  it('says nothing of the kind where it is known', async () => {
    await open();
    expect(main()).not.toContain('cannot be read');
  });
});

describe('as many devices as are allowed', () => {
  closeWindowAfterEach();
  const full = (): Partial<Method> => ({ unavailable: { code: 'deviceCapReached', limit: 5 } });
  const old = aDevice({ type: 'SMS', nickname: 'Old phone' });
  const other = aDevice({ nickname: 'Mail', isDefault: true });
  const replaces = { deviceId: old.id, type: 'SMS', name: 'Old phone' };

  it('leads to the list, where one can be removed', async () => {
    const fake = await open(full);
    expect(screen.queryByRole('button', { name: /^Pair/ })).toBeNull();
    await press('Go to the list');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'leave' } }]);
    expect(fake.inputsOf('devices.remove')).toEqual([]);
  });

  it('says so only where it stands against everything', async () => {
    await open((type) => (type === 'EMAIL' ? {} : full()));
    expect(main()).not.toContain('There is no room for a new one yet');
    expect(screen.getByRole('button', { name: 'Pair an e-mail address' })).toBeTruthy();
  });

  it('tells whose place the new device takes', async () => {
    await open(undefined, { replaces });
    expect(main()).toContain('It takes the place of “Old phone”, which stays until');
    expect(screen.queryByRole('button', { name: 'Remove the old one first' })).toBeNull();
  });

  it('goes by the kind of a device without a name', async () => {
    await open(undefined, { replaces: { ...replaces, name: null } });
    expect(main()).toContain('the place of “Text message”');
  });

  const replacing = (devices = [old, other]) =>
    open(full, { replaces }, { devices: aDeviceList({ devices }) });

  it('removes the old one only by a choice of its own, and begins anew', async () => {
    const fake = await replacing();
    await press('Remove the old one first');
    const dialog = screen.getByRole('alertdialog', { name: 'Remove “Old phone” first?' });
    expect(dialog.textContent).toContain('even if the new one is not paired after all');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    await press('Remove “Old phone” and go on');
    await settled();
    expect(fake.inputsOf('devices.remove')).toEqual([{ deviceId: old.id, lastConfirmed: false }]);
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'leave' } }]);
    expect(fake.inputsOf('pairing.close')).toEqual([{ pairingId }]);
    expect(fake.inputsOf('pairing.begin')).toEqual([{ replaces: null }]);
    const order = fake.calls.map(({ name }) => name);
    expect(order.indexOf('devices.remove')).toBeLessThan(order.indexOf('pairing.act'));
    expect(order.indexOf('pairing.close')).toBeLessThan(order.indexOf('pairing.begin'));
  });

  it('removes nothing where the person keeps it', async () => {
    const fake = await replacing();
    await press('Remove the old one first');
    await press('Keep it');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    expect(fake.inputsOf('pairing.act')).toEqual([]);
  });

  it('asks once more where it is the last one to sign in with', async () => {
    const fake = await replacing();
    fake.refuse('devices.remove', { code: 'lastDevice' });
    await press('Remove the old one first');
    await press('Remove “Old phone” and go on');
    expect(fake.inputsOf('pairing.begin')).toEqual([]);
    fake.refuse('devices.remove', null);
    await fireEvent.click(screen.getByRole('checkbox'));
    await press('Remove “Old phone” and go on');
    await settled();
    expect(fake.inputsOf('devices.remove')).toEqual([
      { deviceId: old.id, lastConfirmed: false },
      { deviceId: old.id, lastConfirmed: true },
    ]);
    expect(fake.inputsOf('pairing.begin')).toEqual([{ replaces: null }]);
  });

  it('stays where it is when nothing could be removed', async () => {
    const fake = await replacing();
    fake.refuse('devices.remove', { code: 'offline' });
    await press('Remove the old one first');
    await press('Remove “Old phone” and go on');
    expect(screen.getByRole('alertdialog').textContent).toContain('This computer is offline.');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
  });

  it('begins anew at once where the old one went some other way', async () => {
    const fake = await replacing([other]);
    await press('Remove the old one first');
    await settled();
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    expect(fake.inputsOf('pairing.begin')).toEqual([{ replaces: null }]);
  });

  it('begins nothing where the pairing could not be left', async () => {
    const fake = await replacing([other]);
    fake.refuse('pairing.act', { code: 'notAllowed' });
    await press('Remove the old one first');
    await settled();
    expect(fake.inputsOf('pairing.begin')).toEqual([]);
  });

  it('speaks of the person to an operator', async () => {
    await open(
      full,
      { replaces },
      {
        configuration: readyKiosk,
        devices: aDeviceList({ devices: [old, other] }),
        kiosk: aShift({
          name: 'serving',
          person: aKioskPerson(),
          identifiedBy: 'badge',
          handOver: null,
        }),
      },
    );
    await press('Remove the old one first');
    expect(screen.getByRole('alertdialog').textContent).toContain('The person cannot sign in');
  });
});
