import { describe, expect, it } from 'vitest';
import { ownDesktop } from '../../../../renderer/workstation/own-desktop';
import {
  workstationWords,
  type Workstation,
} from '../../../../renderer/workstation/workstation-words';
import { deviceListSchema, type DeviceView } from '../../../../shared/ipc/views';
import type { FakeBridge } from '../../../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, chooseScreen, pairingId } from '../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  press,
  screen,
  settled,
  urgently,
} from '../open-window';

const desktop = (change: Partial<DeviceView> = {}): DeviceView =>
  aDevice({ type: 'PINGID_DESKTOP_GEN2', nickname: 'My computer', target: null, ...change });
const phone = aDevice({ type: 'SMS', nickname: 'Phone' });

const open = (workstation: Workstation, ...devices: DeviceView[]): Promise<FakeBridge> =>
  openWindow({ devices: aDeviceList({ workstation, devices }) });
/** Lets a pairing begin, and shows that it chooses. */
const beginning = async (fake: FakeBridge, begin: () => Promise<void>) => {
  const release = fake.hold('pairing.begin');
  await begin();
  fake.showPairing(aPairing(chooseScreen(), { type: null, target: null, position: 0 }));
  release();
  await settled();
};

describe('what is said of PingID Desktop on this computer', () => {
  closeWindowAfterEach();

  it.each<[Workstation, string]>([
    ['notPaired', 'This workstation is not paired yet'],
    ['agentSilent', 'PingID Desktop does not answer on this computer.'],
    ['notConfigured', 'the connection settings name no relying party'],
    ['paired', 'This workstation is paired.'],
    ['thereNotHere', 'PingOne no longer knows PingID Desktop of this computer'],
    ['hereNotThere', 'PingID Desktop has lost its part of the pairing'],
  ])('tells that it is %s, and leads to the look at it', async (workstation, words) => {
    const fake = await open(workstation, phone, desktop());
    expect(screen.getByRole('main').textContent).toContain(words);
    await press(workstationWords[workstation].repair());
    expect(heading().textContent).toBe('PingID Desktop on this computer');
    expect(fake.inputsOf('workstation.preflight')).toHaveLength(1);
    await press('Back to your devices');
    expect(heading().textContent).toBe('Your devices');
  });

  it('has words for every state there is', () => {
    expect(Object.keys(workstationWords).sort()).toEqual(
      [...deviceListSchema.entries.workstation.options].sort(),
    );
  });

  it('pairs again what PingOne has lost, and says that it may have to be reset', async () => {
    const fake = await open('thereNotHere', phone);
    expect(screen.getByText(/it has to be reset first/)).toBeTruthy();
    await beginning(fake, () => press('Pair this workstation again'));
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'choose', type: 'PINGID_DESKTOP_GEN2' } },
    ]);
  });
});

describe('a computer that PingOne knows and PingID Desktop does not', () => {
  closeWindowAfterEach();
  const button = 'Remove it from PingOne and pair again';

  it('is removed and paired again, after a question', async () => {
    const own = desktop();
    const fake = await open('hereNotThere', phone, own);
    await press(button);
    expect(screen.getByRole('alertdialog').textContent).toContain('My computer');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    await beginning(fake, () => press('Remove and pair again'));
    expect(fake.inputsOf('devices.remove')).toEqual([{ deviceId: own.id, lastConfirmed: false }]);
    expect(fake.inputsOf('pairing.begin')).toEqual([{ replaces: null }]);
    expect(heading().textContent).toBe('What would you like to pair?');
  });

  it('stays when it is kept', async () => {
    const fake = await open('hereNotThere', phone, desktop());
    await press(button);
    await press('Keep it');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    expect(fake.inputsOf('pairing.begin')).toEqual([]);
  });

  it('pairs nothing when it could not be removed', async () => {
    const fake = await open('hereNotThere', phone, desktop());
    fake.refuse('devices.remove', { code: 'forbidden' });
    await press(button);
    await press('Remove and pair again');
    expect(urgently()).toContain('PingOne does not let you do this.');
    expect(fake.inputsOf('pairing.begin')).toEqual([]);
  });

  it('asks once more where it is the last device', async () => {
    const own = desktop();
    const fake = await open('hereNotThere', own);
    await press(button);
    await press('Remove and pair again');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    await fireEvent.click(screen.getByRole('checkbox'));
    await press('Remove and pair again');
    expect(fake.inputsOf('devices.remove')).toEqual([{ deviceId: own.id, lastConfirmed: true }]);
  });

  it('is not guessed at', async () => {
    await open('hereNotThere', phone, desktop(), desktop({ nickname: 'Another one' }));
    expect(screen.queryByRole('button', { name: button })).toBeNull();
    expect(screen.getByRole('button', { name: 'Repair this workstation' })).toBeTruthy();
  });
});

describe('PingID Desktop of this computer among the devices', () => {
  it('is the active one that answers here', () => {
    const own = desktop();
    expect(ownDesktop([phone, own, desktop({ canProve: false })])).toBe(own);
    expect(ownDesktop([phone, desktop({ status: 'pending' })])).toBeNull();
    expect(ownDesktop([own, desktop()])).toBeNull();
    expect(ownDesktop([])).toBeNull();
  });
});
