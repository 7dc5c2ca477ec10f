import { describe, expect, it } from 'vitest';
import type { Workstation } from '../../../../renderer/workstation/workstation-words';
import type { DeskError } from '../../../../shared/errors';
import type { Preflight } from '../../../../shared/ipc/views';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../../../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, describeScreen, ready } from '../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../open-window';

type Findings = Preflight['findings'];
const own = aDevice({ type: 'PINGID_DESKTOP_GEN2', nickname: 'My computer', target: null });
const silent: DeskError = { code: 'agentNotRunning', port: 9410 };
const command = 'systemctl --user start pingid-desktop';
const stop: Findings[number] = { error: silent, stops: true, command };
const warning: Findings[number] = {
  error: { code: 'proxyConfigured', names: ['HTTPS_PROXY'] },
  stops: false,
  command: null,
};

/** The look at this computer, opened from the list. */
const open = async (
  findings: Findings,
  workstation: Workstation = 'paired',
  views: InitialViews = {},
): Promise<FakeBridge> => {
  const fake = await openWindow({
    devices: aDeviceList({ workstation, devices: [own, aDevice()] }),
    preflight: { findings },
    ...views,
  });
  await press(/^(Check|Repair) this workstation$|^Find out why$/);
  return fake;
};
const text = () => screen.getByRole('main').textContent;

describe('the look at this computer', () => {
  closeWindowAfterEach();

  it('says what it does, and how long that takes', async () => {
    const fake = createFakeBridge({ devices: aDeviceList() });
    const release = fake.hold('workstation.preflight');
    await openWindow(fake);
    await press('Check this workstation');
    expect(document.activeElement).toBe(heading());
    expect(politely()).toContain('3 seconds at most');
    expect(text()).toContain('Looking at this computer');
    release();
    await settled();
    expect(politely()).toBe('Nothing stands in the way.');
    expect(text()).not.toContain('Looking at this computer');
  });

  it('shows each cause with what to do about it, and the command', async () => {
    const fake = await open([stop, warning], 'agentSilent');
    expect(politely()).toBe('1 thing stands in the way.');
    expect(text()).toContain('PingID Desktop does not answer on this computer (port 9410).');
    expect(text()).toContain('Start PingID Desktop, then try again.');
    expect(text()).toContain('This computer is set to use a proxy (HTTPS_PROXY).');
    expect(screen.getAllByText('Command for this computer:')).toHaveLength(1);
    await press(`Copy the command ${command}`);
    expect(fake.inputsOf('workstation.copyCommand')).toEqual([{ command }]);
    expect(politely()).toBe('The command was copied.');
    expect(screen.queryByRole('button', { name: 'Pair this workstation' })).toBeNull();
  });

  it('says when the command was not copied', async () => {
    const fake = await open([stop], 'agentSilent');
    fake.refuse('workstation.copyCommand', { code: 'notAllowed' });
    await press(`Copy the command ${command}`);
    expect(urgently()).not.toBe('');
    expect(screen.queryByText('Copied')).toBeNull();
  });

  it('looks again', async () => {
    const fake = createFakeBridge({
      devices: aDeviceList({ workstation: 'agentSilent' }),
      preflight: { findings: [stop] },
    });
    const { preflight } = fake.bridge.workstation;
    let looks = 0;
    const workstation = {
      ...fake.bridge.workstation,
      preflight: async () => {
        const result = await preflight();
        looks += 1;
        return looks === 1 ? result : { ok: true as const, value: { findings: [] } };
      },
    };
    await openWindow({ ...fake, bridge: { ...fake.bridge, workstation } });
    await press('Find out why');
    fake.setDevices(aDeviceList({ workstation: 'notPaired' }));
    await press('Look again');
    expect(politely()).toBe('Nothing stands in the way.');
    expect(text()).toContain('This computer is ready');
    expect(screen.getByRole('button', { name: 'Pair this workstation' })).toBeTruthy();
  });

  it('says why it could not look, and looks again', async () => {
    const fake = createFakeBridge({ devices: aDeviceList() });
    fake.refuse('workstation.preflight', { code: 'unexpected' });
    await openWindow(fake);
    await press('Check this workstation');
    expect(urgently()).toContain('This computer could not be looked at');
    fake.refuse('workstation.preflight', null);
    await press('Look again');
    expect(text()).toContain('This computer is ready');
  });

  it.each<[DeskError, boolean, number]>([
    [{ code: 'relyingPartyMissing' }, true, 1],
    [{ code: 'relyingPartyMissing' }, false, 0],
    [{ code: 'methodOff' }, true, 0],
  ])('leads to the settings where they decide it: %o, editable: %s', async (error, editable, n) => {
    await open([{ error, stops: true, command: null }], 'notConfigured', {
      configuration: { ...ready, editable },
    });
    expect(screen.queryAllByRole('button', { name: 'Connection settings' })).toHaveLength(n);
  });
});

describe('what is next when nothing stands in the way', () => {
  closeWindowAfterEach();

  it('is the proof where it is paired', async () => {
    const fake = await open([]);
    await press('Prove that it works');
    expect(fake.inputsOf('pairing.prove')).toEqual([{ deviceId: own.id }]);
    expect(heading().textContent).toBe('Your devices');
  });

  it('is not stopped by what stops a new pairing only', async () => {
    const fake = await open([
      { error: { code: 'deviceCapReached', limit: 5 }, stops: true, command: null },
      { error: { code: 'alreadyPairedHere' }, stops: false, command: null },
    ]);
    expect(politely()).toBe('Nothing stands in the way.');
    expect(text()).toContain('This computer is ready');
    await press('Prove that it works');
    expect(fake.inputsOf('pairing.prove')).toHaveLength(1);
  });

  it('waits where there is no room for another device', async () => {
    await open(
      [{ error: { code: 'deviceCapReached', limit: 5 }, stops: true, command: null }],
      'notPaired',
    );
    expect(politely()).toBe('1 thing stands in the way.');
    expect(screen.queryByRole('button', { name: 'Pair this workstation' })).toBeNull();
  });

  it('is the pairing where it is not, warnings or not', async () => {
    const fake = await open([warning], 'notPaired');
    expect(politely()).toBe('Nothing stands in the way. This may be worth knowing.');
    await press('Pair this workstation');
    expect(fake.inputsOf('pairing.begin')).toEqual([{ replaces: null }]);
  });

  it('is the removal where only PingOne knows it', async () => {
    const fake = await open([], 'hereNotThere');
    expect(politely()).toContain('PingOne and PingID Desktop do not agree');
    expect(text()).toContain('PingID Desktop has lost its part of the pairing');
    expect(text()).not.toContain('This computer is ready');
    await press('Remove it from PingOne and pair again');
    await press('Remove and pair again');
    expect(fake.inputsOf('devices.remove')).toEqual([{ deviceId: own.id, lastConfirmed: false }]);
    expect(fake.inputsOf('pairing.begin')).toHaveLength(1);
  });

  it('is the pairing again where only PingID Desktop may know it', async () => {
    const fake = await open([], 'thereNotHere');
    await press('Pair this workstation again');
    expect(fake.inputsOf('pairing.begin')).toHaveLength(1);
  });

  it('is the pairing under way, which is still there', async () => {
    const pairing = aPairing(describeScreen({ type: 'PINGID_DESKTOP_GEN2' }), {
      type: 'PINGID_DESKTOP_GEN2',
      target: null,
      position: 1,
      allowed: ['describe', 'back', 'leave'],
    });
    const fake = await openWindow({ pairing, preflight: { findings: [warning] } });
    const before = heading().textContent;
    await press('Check this workstation');
    expect(heading().textContent).toBe('PingID Desktop on this computer');
    expect(screen.queryByRole('button', { name: 'Prove that it works' })).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Back to the pairing' })).toHaveLength(2);
    screen.getAllByRole('button', { name: 'Back to the pairing' })[1]?.click();
    await settled();
    expect(heading().textContent).toBe(before);
    expect(fake.inputsOf('pairing.act')).toEqual([]);
  });
});
