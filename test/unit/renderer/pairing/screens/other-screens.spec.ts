import { describe, expect, it } from 'vitest';
import type { Screen } from '../../../../../shared/pairing/screen';
import {
  aDevice,
  aDeviceList,
  aPairing,
  describeScreen,
  pairedDesktop,
  pairedEmail,
  pairingId,
} from '../../../../fakes/views';
import {
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
} from '../../open-window';

const open = (shown: Screen, change: Parameters<typeof aPairing>[1] = {}) =>
  openWindow({ pairing: aPairing(shown, change) });
const acted = (kind: string) => ({ pairingId, action: { kind } });

describe('giving the details', () => {
  closeWindowAfterEach();
  const address = () => screen.getByLabelText<HTMLInputElement>('E-mail address');

  it('suggests the address and sends it trimmed, with a name', async () => {
    const fake = await open(describeScreen(), { target: null, position: 1 });
    expect(address().value).toBe('user01@example.org');
    await type(address(), ' kim@example.org ');
    await type(screen.getByLabelText(/^Name/), 'Private mail');
    await press('Send the code');
    expect(fake.inputsOf('pairing.act')).toEqual([
      {
        pairingId,
        action: {
          kind: 'describe',
          details: { type: 'EMAIL', email: 'kim@example.org' },
          nickname: 'Private mail',
          ownerConfirmed: false,
        },
      },
    ]);
  });

  it.each(['', 'nonsense', 'a@b', 'kim@example.org, lee@example.org'])(
    'says at the field that %j is no address',
    async (nonsense) => {
      const fake = await open(describeScreen(), { target: null, position: 1 });
      await type(address(), nonsense);
      await press('Send the code');
      expect(fake.inputsOf('pairing.act')).toEqual([]);
      expect(document.activeElement).toBe(address());
      expect(address().getAttribute('aria-invalid')).toBe('true');
      expect(urgently()).toContain('This is not an e-mail address.');
    },
  );

  it('keeps what was typed before, and says what PingOne did not like', async () => {
    const details = { type: 'EMAIL' as const, email: 'kim@example.org' };
    await open(
      describeScreen({ draft: { details, nickname: 'Mail' }, problem: { code: 'duplicate' } }),
      { target: null, position: 1 },
    );
    expect(address().value).toBe('kim@example.org');
    expect(urgently()).toContain('This device is in the list already.');
  });

  it('suggests a name that no other device has, and refuses one that is taken', async () => {
    const fake = await openWindow({
      devices: aDeviceList({ devices: [aDevice({ nickname: 'my Workstation' })] }),
    });
    fake.showPairing(
      aPairing(describeScreen({ type: 'PINGID_DESKTOP_GEN2' }), {
        type: 'PINGID_DESKTOP_GEN2',
        target: null,
        position: 1,
      }),
    );
    await settled();
    const name = screen.getByLabelText<HTMLInputElement>(/^Name/);
    expect(name.value).toBe('My workstation 2');
    await type(name, 'MY WORKSTATION');
    await press('Ask PingID Desktop');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    expect(urgently()).toContain('has this name already');
  });

  it('asks who runs PingID Desktop where nobody else can tell', async () => {
    const fake = await open(describeScreen({ type: 'PINGID_DESKTOP_GEN2', confirmOwner: true }), {
      type: 'PINGID_DESKTOP_GEN2',
      target: null,
      position: 1,
    });
    await press('Ask PingID Desktop');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    const box = screen.getByRole('checkbox', { name: 'This is my own PingID Desktop' });
    expect(document.activeElement).toBe(box);
    expect(urgently()).toContain('Confirm this before you go on.');
    await fireEvent.click(box);
    await press('Ask PingID Desktop');
    expect(fake.inputsOf('pairing.act')).toHaveLength(1);
  });
});

describe('waiting', () => {
  closeWindowAfterEach();

  it('says for what, and how to stop', async () => {
    const fake = await open({ kind: 'wait', what: 'checking', leaving: false }, { position: 1 });
    expect(politely()).toContain('before anything is created');
    await press('Cancel');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('leave')]);
  });

  it('offers no way out while it cleans up', async () => {
    await open({ kind: 'wait', what: 'abandoning', leaving: true }, { allowed: [] });
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it('shows the time PingID Desktop has left, and stops it', async () => {
    const fake = await open(
      {
        kind: 'agent',
        purpose: 'activate',
        stage: 'asking',
        deadline: Date.now() + 160_500,
        leaving: false,
      },
      { type: 'PINGID_DESKTOP_GEN2', target: null },
    );
    const step = screen
      .getAllByRole('listitem')
      .find((item) => item.textContent.includes('Waiting'));
    expect(step?.getAttribute('aria-current')).toBe('step');
    expect(step?.textContent).toMatch(/2 min 4\d s left/);
    await press('Stop');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('leave')]);
  });

  it('speaks every stage of PingID Desktop', async () => {
    const stage = (name: 'preparing' | 'asking' | 'checking', purpose: 'activate' | 'prove') =>
      aPairing(
        { kind: 'agent', purpose, stage: name, deadline: null, leaving: false },
        { type: 'PINGID_DESKTOP_GEN2', target: null },
      );
    const fake = await openWindow({ pairing: stage('preparing', 'activate') });
    expect(politely()).toBe('PingOne prepares the pairing.');
    fake.showPairing(stage('asking', 'activate'));
    await settled();
    expect(politely()).toMatch(
      /PingID Desktop is asking you to confirm.*Waiting for PingID Desktop/,
    );
    fake.showPairing(stage('checking', 'activate'));
    await settled();
    expect(politely()).toBe('PingOne checks the answer.');
    fake.showPairing(stage('preparing', 'prove'));
    await settled();
    expect(heading().textContent).toBe('Confirm once more');
    expect(document.activeElement).toBe(heading());
    expect(politely()).toBe('PingOne starts a first authentication.');
  });
});

describe('the end of a pairing', () => {
  closeWindowAfterEach();
  const proven: Screen = {
    kind: 'done',
    device: pairedDesktop,
    verdict: {
      kind: 'proven',
      at: Date.UTC(2026, 10, 21, 10, 42),
      authenticationId: 'a1',
      reference: '0783541c-a172',
    },
  };

  it('says that the device works, with a reference to copy', async () => {
    const fake = await open(proven, { allowed: [], position: 4 });
    expect(heading().textContent).toBe('Paired and proven');
    expect(politely()).toContain('It works.');
    expect(screen.getByText('macOS 15.7.3 · PingID Desktop 2.1.0')).toBeTruthy();
    await press('Copy the reference');
    expect(fake.inputsOf('clipboard.copyReference')).toEqual([{ reference: '0783541c-a172' }]);
    expect(politely()).toBe('The reference was copied.');
  });

  it('goes back to the list, read afresh', async () => {
    const fake = await open(proven, { allowed: [], position: 4 });
    const before = fake.inputsOf('devices.list').length;
    await press('Done');
    expect(fake.inputsOf('pairing.close')).toEqual([{ pairingId }]);
    expect(heading().textContent).toBe('Your devices');
    expect(fake.inputsOf('devices.list')).toHaveLength(before + 1);
  });

  it('starts another pairing', async () => {
    const fake = await open(proven, { allowed: [], position: 4 });
    await press('Pair another');
    expect(fake.inputsOf('pairing.close')).toHaveLength(1);
    expect(fake.inputsOf('pairing.begin')).toHaveLength(1);
  });

  it('renames the device on the spot', async () => {
    const fake = await open(proven, { allowed: [], position: 4 });
    await press('Rename');
    await type(screen.getByRole('textbox', { name: 'Name' }), 'Front desk');
    await fireEvent.submit(document.querySelector('form')!);
    await settled();
    expect(fake.inputsOf('devices.rename')).toEqual([
      { deviceId: pairedDesktop.id, nickname: 'Front desk' },
    ]);
    expect(await screen.findByText('Front desk')).toBeTruthy();
  });

  it('says why it is not proven, and offers to prove it now', async () => {
    const fake = await open(
      {
        kind: 'done',
        device: pairedEmail,
        verdict: { kind: 'notProven', reason: { code: 'authenticationFailed' } },
      },
      { allowed: ['retry'], position: 3 },
    );
    expect(heading().textContent).toBe('Paired, not proven yet');
    expect(urgently()).toContain('The authentication did not succeed.');
    await press('Prove it now');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('retry')]);
  });

  it('does not offer a proof where none is possible', async () => {
    await open(
      {
        kind: 'done',
        device: pairedEmail,
        verdict: { kind: 'notProven', reason: { code: 'notHere' } },
      },
      { allowed: ['retry'], position: 3 },
    );
    expect(screen.queryByRole('button', { name: 'Prove it now' })).toBeNull();
    expect(urgently()).toContain('prove it by signing in with it');
  });

  it('says what failed and what is left behind, and offers what is allowed', async () => {
    const fake = await open(
      { kind: 'failed', error: { code: 'serverError', status: 500 }, left: 'pending' },
      { allowed: ['retry', 'leave'] },
    );
    expect(urgently()).toContain('PingOne has a problem of its own.');
    expect(screen.getByRole('main').textContent).toContain('An unfinished device is still listed');
    expect(screen.queryByRole('button', { name: 'Use another method' })).toBeNull();
    await press('Remove the unfinished device');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('leave')]);
    await press('Close');
    expect(fake.inputsOf('pairing.close')).toEqual([{ pairingId }]);
  });

  it('is put away by itself when it was left and nothing is behind', async () => {
    const fake = await openWindow({
      pairing: aPairing({ kind: 'wait', what: 'abandoning', leaving: true }, { allowed: [] }),
    });
    fake.showPairing(aPairing({ kind: 'abandoned', left: null }, { allowed: [] }));
    await settled();
    expect(fake.inputsOf('pairing.close')).toEqual([{ pairingId }]);
    expect(heading().textContent).toBe('Your devices');
  });

  it('reports what could not be removed', async () => {
    const fake = await open({ kind: 'abandoned', left: pairedEmail }, { allowed: ['retry'] });
    expect(screen.getByRole('main').textContent).toContain('“user01@example.org”');
    await press('Remove it now');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('retry')]);
  });
});

describe('the rail', () => {
  closeWindowAfterEach();

  it('keeps what was answered and says where one is', async () => {
    await open(
      { kind: 'agent', purpose: 'activate', stage: 'asking', deadline: null, leaving: false },
      { type: 'PINGID_DESKTOP_GEN2', target: null, position: 2 },
    );
    const rail = screen.getByRole('navigation', { name: 'Progress' });
    const items = Array.from(rail.querySelectorAll('li'), (item) =>
      item.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(items[0]).toContain('PingID Desktop');
    expect(items[1]).toContain('Ready to pair');
    expect(rail.querySelector('[aria-current="step"]')?.textContent).toContain('Respond');
  });
});
