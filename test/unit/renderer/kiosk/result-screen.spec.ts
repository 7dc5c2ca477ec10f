import { describe, expect, it } from 'vitest';
import type { Screen } from '../../../../shared/pairing/screen';
import {
  aDevice,
  aDeviceList,
  aKioskPerson,
  aShift,
  pairedEmail,
  pairingId,
} from '../../../fakes/views';
import { closeWindowAfterEach, fireEvent, heading, press, screen, settled } from '../open-window';
import { handedOver, openKiosk, serving, smsPairing } from './open-kiosk';

const device = {
  ...pairedEmail,
  type: 'SMS',
  target: '+1 512 555 0123',
  nickname: 'Phone',
} as const;
const proven: Screen = {
  kind: 'done',
  device,
  verdict: { kind: 'proven', at: Date.now(), authenticationId: 'a', reference: 'r-1' },
};
const ended = (screenOf: Screen, allowed: ('retry' | 'leave' | 'back')[] = []) =>
  smsPairing(screenOf, { position: 4, allowed });
const binding = {
  id: 'b1',
  deviceId: device.id,
  type: 'SMS',
  target: '•••• 0123',
  at: Date.now(),
  until: Date.now() + 60_000,
} as const;
const undoButton = { name: 'Undo: wrong person or wrong device' };

describe('how a pairing ended, for the operator', () => {
  closeWindowAfterEach();

  it('shows the proof, and leads to the next person', async () => {
    const fake = await openKiosk(handedOver('confirmed'), {}, { pairing: ended(proven) });
    expect(heading().textContent).toBe('Paired and proven');
    expect(screen.getByText('r-1')).toBeTruthy();
    expect(screen.queryByRole('button', undoButton)).toBeNull();
    await press('Pair another device');
    expect(fake.inputsOf('pairing.close')).toEqual([{ pairingId }]);
    expect(fake.inputsOf('pairing.begin')).toHaveLength(1);
    await press('Next person');
    expect(fake.inputsOf('kiosk.next')).toHaveLength(1);
  });

  it('undoes this pairing, and goes back to the person', async () => {
    const fake = await openKiosk(serving(), { bindings: [binding] }, { pairing: ended(proven) });
    await press(undoButton.name);
    await fireEvent.click(screen.getByRole('radio', { name: 'It was the wrong device' }));
    await press('Undo the pairing');
    expect(fake.inputsOf('kiosk.undo')).toEqual([{ bindingId: 'b1', reason: 'wrongDevice' }]);
    expect(heading().textContent).toBe('Kim Novak');
    expect(screen.getByText('The pairing was undone')).toBeTruthy();
    // and nobody else is told
    fake.showKiosk(aShift(serving({ person: aKioskPerson() })));
    await settled();
    expect(screen.queryByText('The pairing was undone')).toBeNull();
  });

  it('never offers to undo the pairing of somebody else', async () => {
    const earlier = { ...binding, deviceId: 'another-device' };
    await openKiosk(serving(), { bindings: [earlier] }, { pairing: ended(proven) });
    expect(screen.queryByRole('button', undoButton)).toBeNull();
  });

  it('hands over once more to prove it', async () => {
    const verdict = { kind: 'notProven', reason: 'left' } as const;
    const pairing = ended({ kind: 'done', device, verdict }, ['retry']);
    const fake = await openKiosk(handedOver('confirmed'), {}, { pairing });
    expect(heading().textContent).toBe('Paired, not proven yet');
    await press('Hand over to prove it');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'retry' } }]);
    expect(fake.inputsOf('kiosk.handOverAgain')).toHaveLength(1);
  });

  it('says what failed, what is left, and what can be done', async () => {
    const error = { code: 'serverError', status: 503, reference: 'R-1' } as const;
    const pairing = ended({ kind: 'failed', error, left: 'pending' }, ['leave']);
    const fake = await openKiosk(handedOver('confirmed'), {}, { pairing });
    expect(screen.getByRole('main').textContent).toMatch(/unfinished device is still listed.*R-1/s);
    await press('Remove the unfinished device');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'leave' } }]);
    fake.showPairing(ended({ kind: 'abandoned', left: device }, ['retry']));
    await settled();
    await press('Remove it now');
    expect(fake.inputsOf('pairing.act').at(-1)).toEqual({ pairingId, action: { kind: 'retry' } });
    expect(screen.getByRole('button', { name: 'Next person' })).toBeTruthy();
  });

  it('asks whether the old device goes, and removes nothing by itself', async () => {
    const replaces = { deviceId: 'd-old', type: 'SMS', name: 'Old phone' };
    const pairing = { ...ended(proven), replaces };
    const fake = await openKiosk(handedOver('confirmed'), {}, { pairing });
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    fake.refuse('devices.remove', { code: 'forbidden' });
    await press('Remove “Old phone”');
    expect(screen.getByRole('main').textContent).toContain('PingOne does not let you do this.');
    fake.refuse('devices.remove', null);
    await press('Remove “Old phone”');
    expect(fake.inputsOf('devices.remove').at(-1)).toEqual({
      deviceId: 'd-old',
      lastConfirmed: false,
    });
    expect(screen.getByRole('main').textContent).toContain('“Old phone” was removed');
    expect(screen.queryByRole('button', { name: 'Keep both' })).toBeNull();
  });

  it('keeps both when the operator says so, or goes on', async () => {
    const replaces = { deviceId: 'd-old', type: 'SMS', name: 'Old phone' };
    const pairing = { ...ended(proven), replaces };
    const fake = await openKiosk(handedOver('confirmed'), {}, { pairing });
    await press('Keep both');
    expect(screen.getByRole('main').textContent).toContain('Both stay.');
    expect(document.activeElement).toBe(heading());
    await press('Next person');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
  });

  it('names the devices that PingOne could not use, and says what stays', async () => {
    const [locked, fine] = [aDevice({ nickname: 'Office mail' }), aDevice({ nickname: 'Fine' })];
    const pairing = {
      ...ended({
        kind: 'done',
        device,
        verdict: {
          kind: 'notProven',
          reason: { code: 'noUsableDevice', deviceIds: [locked.id, 'unknown'] },
        },
      }),
      replaces: { deviceId: 'd-old', type: 'SMS', name: 'Old phone' },
    };
    const fake = await openKiosk(
      serving(),
      {},
      { devices: aDeviceList({ devices: [locked, fine] }) },
    );
    fake.showPairing(pairing);
    await settled();
    const { textContent } = screen.getByRole('main');
    expect(textContent).toContain('Locked or blocked: Office mail');
    expect(textContent).not.toContain('Fine');
    expect(textContent).toContain('“Old phone” stays');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
  });
});
