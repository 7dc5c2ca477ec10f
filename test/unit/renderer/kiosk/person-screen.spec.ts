import { describe, expect, it } from 'vitest';
import { aDevice, aDeviceList, aPairing, aShift, chooseScreen } from '../../../fakes/views';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  fireEvent,
  heading,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../open-window';
import { handedOver, kim, openKiosk, serving } from './open-kiosk';

const badge = () => screen.getByRole<HTMLInputElement>('radio', { name: 'Company badge' });

describe('the page of a person', () => {
  closeWindowAfterEach();

  it('pairs nothing before it was said who it is', async () => {
    const fake = await openKiosk(serving({ identifiedBy: null }));
    expect(heading().textContent).toBe('Kim Novak');
    await press('Pair a device');
    expect(fake.inputsOf('pairing.begin')).toEqual([]);
    expect(urgently()).toContain('Say first how you made sure who it is.');
    expect(document.activeElement?.getAttribute('value')).toBe('photoId');
    await fireEvent.click(badge());
    await settled();
    expect(fake.inputsOf('kiosk.identify')).toEqual([{ by: 'badge' }]);
    expect(politely()).toBe('Noted: Company badge.');
    fake.showKiosk(aShift(serving()));
    await settled();
    const release = fake.hold('pairing.begin');
    await press('Pair a device');
    fake.showPairing(aPairing(chooseScreen(), { type: null, target: null, position: 0 }));
    release();
    await settled();
    expect(heading().textContent).toBe('What would you like to pair?');
  });

  it('does not keep an answer that was not taken', async () => {
    const fake = await openKiosk(serving({ identifiedBy: null }));
    fake.refuse('kiosk.identify', { code: 'recordNotWritten' });
    await fireEvent.click(badge());
    await settled();
    expect(badge().checked).toBe(false);
    expect(urgently()).not.toBe('');
  });

  it('cannot serve a disabled account', async () => {
    const fake = await openKiosk(serving({ person: { ...kim, enabled: false } }));
    expect(screen.getByText('This person cannot be served')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Pair a device' })).toBeNull();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(fake.inputsOf('devices.list')).toEqual([]);
    await press('Next person');
    expect(fake.inputsOf('kiosk.next')).toHaveLength(1);
  });

  it('tells what is in the way, and switches MFA on when asked to', async () => {
    const person = { ...kim, locked: true, mfaEnabled: false };
    const fake = await openKiosk({ ...handedOver('denied'), person });
    expect(screen.getByText('This account is locked')).toBeTruthy();
    expect(screen.getByText('The person said no')).toBeTruthy();
    await press('Ask for MFA at sign-on');
    expect(fake.inputsOf('kiosk.enableMfa')).toHaveLength(1);
    expect(politely()).toBe('Sign-on asks this person for MFA from now on.');
  });

  it('has a device finished and proven by the person, never here', async () => {
    const pending = aDevice({ nickname: 'New', status: 'pending', canFinish: true });
    const active = aDevice({ nickname: 'Mail' });
    const devices = aDeviceList({ devices: [active, pending] });
    const fake = await openKiosk(serving(), {}, { devices });
    await press('Finish New');
    await press('Mail');
    expect(screen.getByRole('button', { name: 'Back to the person' })).toBeTruthy();
    fake.refuse('kiosk.handOver', { code: 'notIdentified' });
    await press('Prove that it works');
    expect(fake.inputsOf('kiosk.handOver')).toEqual([
      { ask: { kind: 'resume', deviceId: pending.id } },
      { ask: { kind: 'prove', deviceId: active.id } },
    ]);
    expect(fake.inputsOf('pairing.resume')).toEqual([]);
    expect(fake.inputsOf('pairing.prove')).toEqual([]);
    expect(urgently()).not.toBe('');
  });

  it('removes a device in the words of somebody who does so for another', async () => {
    const fake = await openKiosk(serving());
    await chooseFromMenu(/^Actions for/, 'Remove');
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain('the only device this person can sign in with');
    await fireEvent.click(screen.getByRole('checkbox'));
    await press('Remove the device');
    expect(fake.inputsOf('devices.remove')).toMatchObject([{ lastConfirmed: true }]);
  });

  it('offers what an administrator may do, and replaces through the operator', async () => {
    const may = ['block', 'requestLogs', 'replace'] as const;
    const phone = aDevice({ type: 'MOBILE', nickname: 'Pixel', may: [...may] });
    const devices = aDeviceList({ devices: [phone, aDevice()] });
    const fake = await openKiosk(serving(), {}, { devices });
    const menu = screen.getByRole('button', { name: 'Actions for Pixel' });
    menu.focus();
    await fireEvent.keyDown(menu, { key: 'Enter' });
    await settled();
    const items = screen.getAllByRole('menuitem').map(({ textContent }) => textContent.trim());
    expect(items).toEqual(expect.arrayContaining(['Block', 'Ask for its logs', 'Replace']));
    expect(items).not.toContain('Unlock');
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Replace' }));
    await settled();
    await press('Pair the new device');
    expect(fake.inputsOf('pairing.begin')).toEqual([{ replaces: phone.id }]);
  });
});
