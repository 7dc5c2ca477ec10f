import { describe, expect, it } from 'vitest';
import type { DeviceView } from '../../../../shared/ipc/views';
import type { FakeBridge } from '../../../fakes/fake-bridge';
import {
  aDevice,
  aDeviceList,
  aPairing,
  chooseScreen,
  pairingId,
  signedIn,
} from '../../../fakes/views';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';
import { changeElsewhere, openPage } from './device-list';

const at = Date.UTC(2026, 10, 21, 9, 12);
const work = aDevice({
  type: 'VOICE',
  nickname: 'Work',
  target: '+1 512 555 0123',
  extension: '42',
  isDefault: true,
  createdAt: at,
  updatedAt: at + 86_400_000,
  proof: { at, reference: '0783541c-a172' },
});
const home = aDevice({ nickname: 'Home' });

/** The window with the page of the first of these devices. */
const open = async (...devices: DeviceView[]): Promise<FakeBridge> => {
  const fake = await openWindow({ devices: aDeviceList({ devices }) });
  const [first] = devices;
  await openPage(first?.nickname ?? 'Hardware token');
  return fake;
};
const fact = (label: string): string | undefined =>
  screen
    .queryAllByRole('term')
    .find((term) => term.textContent === label)
    ?.nextElementSibling?.textContent.replaceAll(/\s+/g, ' ')
    .trim();
const buttons = (): string[] =>
  screen
    .getAllByRole('button')
    .filter(({ dataset }) => dataset.action !== undefined)
    .map(({ textContent }) => textContent.trim());

describe('what the page of a device tells', () => {
  closeWindowAfterEach();

  it('tells what is known of it', async () => {
    await open(work, home);
    expect(heading().textContent).toBe('Work');
    expect(document.activeElement).toBe(heading());
    expect(politely()).toContain('Phone call. Default. Proven');
    expect(fact('Name')).toContain('Work');
    expect(fact('Kind')).toBe('Phone call');
    expect(fact('Codes go to')).toBe('+1 512 555 0123');
    expect(fact('Extension')).toContain('42');
    expect(fact('State')).toBe('Active');
    expect(fact('Order')).toBe('Default: used first when you sign in');
    expect(fact('Paired')).toContain('2026');
    expect(fact('Changed')).not.toBe(fact('Paired'));
    expect(fact('Proven')).toBe(fact('Paired'));
    expect(fact('Reference')).toContain('0783541c-a172');
  });

  it('tells of a token how it makes its codes', async () => {
    const token = aDevice({ type: 'OATH_TOKEN', target: '23AB009', nickname: 'Token' });
    const fake = await open({ ...token, tokenType: 'HOTP' }, home);
    expect(fact('Serial number')).toBe('23AB009');
    expect(fact('Makes codes')).toBe('by pressing its button');
    await changeElsewhere(fake, [{ ...token, tokenType: 'TOTP' }, home]);
    expect(fact('Makes codes')).toBe('by its clock');
  });

  it.each<[string, Partial<DeviceView>, string]>([
    ['locked', { locked: true, lockedUntil: Date.now() + 600_000 }, 'Locked until'],
    ['blocked', { blocked: true }, 'Blocked by an administrator'],
    ['strange', { status: 'other' }, 'State not known here'],
    ['waiting', { status: 'pending', createdAt: at }, 'Waiting to be finished since'],
    ['waiting since', { status: 'pending' }, 'Waiting to be finished'],
  ])('says that it is %s', async (_state, change, words) => {
    await open({ ...home, canProve: change.status === undefined, ...change }, work);
    expect(fact('State')).toContain(words);
    expect(screen.queryByRole('button', { name: 'Prove that it works' })).toBeNull();
  });

  it.each<[string, DeviceView[], string | undefined]>([
    ['a place', [home, work], '1 of 2'],
    ['no default', [home, { ...work, isDefault: false }], 'No default: you choose each time'],
    ['no place', [{ ...home, status: 'pending' }, work], undefined],
  ])('says that it has %s in the order', async (_what, devices, words) => {
    await open(...devices);
    expect(fact('Order')?.startsWith(words ?? '') ?? undefined).toBe(words && true);
  });

  it('says that it was not proven from here, and whether it can be', async () => {
    await open({ ...home, canProve: false }, work);
    expect(fact('Proven')).toBe(
      'Not proven from this computer It cannot be tested from here: sign in with it where you usually do.',
    );
    expect(buttons()).toEqual(['Rename', 'Make it the default', 'Remove']);
    expect(fact('Reference')).toBeUndefined();
  });

  it('shows a kind that it has never heard of', async () => {
    await open(
      aDevice({ type: 'HOLOGRAM', nickname: 'Strange', target: 'x1', description: 'Mark 2' }),
    );
    expect(fact('Kind')).toBe('Another kind of device');
    expect(fact('Registered as')).toBe('x1');
    expect(fact('Model')).toBe('Mark 2');
    expect(screen.getByRole('main').textContent).not.toContain('HOLOGRAM');
  });
});

describe('what can be done on the page of a device', () => {
  closeWindowAfterEach();

  it('tests it again', async () => {
    const fake = await open(work, home);
    expect(buttons()).toEqual(['Test it again', 'Rename', 'Remove']);
    await press('Test it again');
    expect(fake.inputsOf('pairing.prove')).toEqual([{ deviceId: work.id }]);
  });

  it('proves one that was not proven, and says why that cannot be', async () => {
    const fake = await open(home, work);
    fake.refuse('pairing.prove', { code: 'forbidden' });
    await press('Prove that it works');
    expect(urgently()).toContain('PingOne does not let you');
  });

  it('comes back to the page after the proof, with what it brought', async () => {
    const fake = await open(home, work);
    fake.showPairing(aPairing(chooseScreen(), { goal: 'prove' }));
    await settled();
    const proven = { ...home, proof: { at: Date.now(), reference: 'fresh-one' } };
    fake.setDevices(aDeviceList({ devices: [proven, work] }));
    fake.showPairing(null);
    await settled();
    expect(heading().textContent).toBe('Home');
    expect(fact('Reference')).toContain('fresh-one');
  });

  it('makes it the default, and keeps the focus on the page', async () => {
    const fake = await open(home, work);
    fake.setDevices(
      aDeviceList({
        devices: [
          { ...home, isDefault: true },
          { ...work, isDefault: false },
        ],
      }),
    );
    screen.getByRole('button', { name: 'Make it the default' }).focus();
    await press('Make it the default');
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: [home.id, work.id] }]);
    expect(fact('Order')).toBe('Default: used first when you sign in');
    expect(politely()).toBe('“Home” is the default now.');
    expect(screen.getByRole('main').contains(document.activeElement)).toBe(true);
  });

  it('says that the order was not saved', async () => {
    const fake = await open(home, work);
    fake.refuse('devices.reorder', { code: 'serverError', status: 500 });
    await press('Make it the default');
    expect(urgently()).toContain('The order was not saved');
    expect(fact('Order')).toBe('1 of 2');
  });

  it('renames it', async () => {
    const fake = await open(home, work);
    await press('Rename');
    await type(screen.getByRole('textbox', { name: 'Name' }), 'Villa');
    fake.setDevices(aDeviceList({ devices: [{ ...home, nickname: 'Villa' }, work] }));
    await fireEvent.submit(document.querySelector('form')!);
    await settled();
    expect(heading().textContent).toBe('Villa');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Rename' }));
  });

  it('removes it, and goes back to the list', async () => {
    const fake = await open(home, work);
    await press('Remove');
    fake.setDevices(aDeviceList({ devices: [work] }));
    await press('Remove the device');
    expect(fake.inputsOf('devices.remove')).toEqual([{ deviceId: home.id, lastConfirmed: false }]);
    expect(heading().textContent).toBe('Your devices');
    expect(screen.queryByText('Changed elsewhere')).toBeNull();
  });

  it('stays behind a question about it, even when it is gone', async () => {
    const fake = await open(home, work);
    fake.refuse('devices.remove', { code: 'forbidden' });
    await press('Remove');
    fake.setDevices(aDeviceList({ devices: [work] }));
    await press('Remove the device');
    expect(heading().textContent).toBe('Home');
    await press('Keep it');
    expect(heading().textContent).toBe('This device is no longer there');
  });

  it('finishes a pending one', async () => {
    const pending = aDevice({
      nickname: 'New',
      status: 'pending',
      canFinish: true,
      canProve: false,
    });
    const fake = await open(pending, work);
    expect(buttons()).toEqual(['Finish', 'Rename', 'Remove']);
    await press('Finish');
    expect(fake.inputsOf('pairing.resume')).toEqual([{ deviceId: pending.id }]);
  });

  it('pairs one again that cannot be finished', async () => {
    const app = aDevice({ type: 'TOTP', nickname: 'App', status: 'pending', canProve: false });
    const fake = await open(app, work);
    expect(fact('State')).toContain('Its key was shown only once');
    const release = fake.hold('pairing.begin');
    await press('Pair it again');
    fake.showPairing(aPairing(chooseScreen(), { type: null, target: null, position: 0 }));
    release();
    await settled();
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'choose', type: 'TOTP' } },
    ]);
  });
});

describe('the way to the page of a device and back', () => {
  closeWindowAfterEach();

  it('leads back to its row', async () => {
    await open(work, home);
    await press('Back to your devices');
    expect(heading().textContent).toBe('Your devices');
    expect(document.activeElement?.textContent).toBe('Work');
    expect(politely()).toBe('Your devices. 2 paired, 1 proven');
  });

  it('leads there from the menu, too', async () => {
    await openWindow({ devices: aDeviceList({ devices: [work, home] }) });
    await chooseFromMenu('Actions for Home', 'Details');
    expect(heading().textContent).toBe('Home');
  });

  it('says that the device vanished, and leads back', async () => {
    const fake = await open(home, work);
    await changeElsewhere(fake, [work]);
    expect(heading().textContent).toBe('This device is no longer there');
    expect(document.activeElement).toBe(heading());
    await press('Back to your devices');
    expect(document.activeElement).toBe(heading());
    expect(screen.getByText('“Home” was removed.')).toBeTruthy();
  });

  it('says that what it shows may be old', async () => {
    const fake = await open(home, work);
    fake.refuse('devices.list', { code: 'timedOut' });
    await changeElsewhere(fake, []);
    expect(fact('Kind')).toBe('E-mail');
    expect(urgently()).toContain('What you see may be out of date.');
  });

  it('ends with the session', async () => {
    const fake = await open(home, work);
    fake.showSession({ state: 'signedOut', reason: null, ways: ['browser'] });
    await settled();
    fake.showSession(signedIn);
    await settled();
    expect(heading().textContent).toBe('Your devices');
  });

  it('ends when somebody else is signed in', async () => {
    const fake = await open(home, work);
    fake.setDevices(aDeviceList({ devices: [aDevice({ nickname: 'Theirs' })] }));
    fake.showSession({ ...signedIn, person: { ...signedIn.person, id: 'somebody-else' } });
    await settled();
    expect(heading().textContent).toBe('Your devices');
    expect(screen.queryByText('Home')).toBeNull();
    expect(screen.getByRole('button', { name: 'Theirs' })).toBeTruthy();
  });
});
