import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeskError } from '../../../../../shared/errors';
import type { PairingView } from '../../../../../shared/pairing/screen';
import type { InitialViews } from '../../../../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, pairedEmail, pairingId } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../../open-window';

const open = (reason: DeskError, change: Partial<PairingView> = {}, views: InitialViews = {}) =>
  openWindow({
    ...views,
    pairing: aPairing(
      { kind: 'done', device: pairedEmail, verdict: { kind: 'notProven', reason } },
      { type: 'MOBILE', target: null, position: 3, allowed: ['retry'], ...change },
    ),
  });
const main = (): string => screen.getByRole('main').textContent;
const acted = (kind: string) => ({ pairingId, action: { kind } });

describe('a device that is paired and not proven', () => {
  closeWindowAfterEach();
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    [{ code: 'pushTimedOut' }, 'Nobody answered on the phone in time.'],
    [{ code: 'pushDeclined' }, 'It was not approved on the phone.'],
  ] as [DeskError, string][])('can be tried again: %j', async (reason, words) => {
    const fake = await open(reason);
    expect(urgently()).toContain(words);
    await press('Prove it now');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('retry')]);
  });

  it('says where a key is proven that was paired in the browser', async () => {
    await open({ code: 'provenElsewhereOnly' }, { type: 'FIDO2' });
    expect(heading().textContent).toBe('Paired in the browser');
    expect(main()).toContain('Sign in with it where you usually do');
    expect(screen.queryByRole('button', { name: 'Prove it now' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Done' })).toBeTruthy();
  });

  it('names the devices that cannot be used, as far as they are known', async () => {
    const work = aDevice({ nickname: 'Work phone', blocked: true });
    const mail = aDevice({ nickname: null, target: 'kim@example.org', locked: true });
    const fine = aDevice({ nickname: 'Fine' });
    await open(
      { code: 'noUsableDevice', deviceIds: [work.id, mail.id, 'of-somebody-else'] },
      { goal: 'prove', rail: [{ step: 'prove', status: 'now' }] },
      { devices: aDeviceList({ devices: [fine, work, mail] }) },
    );
    expect(main()).toContain('Locked or blocked: Work phone, kim@example.org');
    expect(main()).not.toContain('of-somebody-else');
    expect(main()).toContain('those that there are, are locked or blocked');
  });

  it('names none where PingOne named none, or the list does not know them', async () => {
    const fake = await open({ code: 'noUsableDevice' });
    expect(main()).not.toContain('Locked or blocked:');
    fake.showPairing(
      aPairing(
        {
          kind: 'done',
          device: pairedEmail,
          verdict: { kind: 'notProven', reason: { code: 'noUsableDevice', deviceIds: ['x'] } },
        },
        { allowed: ['retry'] },
      ),
    );
    await settled();
    expect(main()).not.toContain('Locked or blocked:');
  });

  it('counts the time of a lock, and offers another try when it is over', async () => {
    vi.useFakeTimers();
    vi.setSystemTime(Date.UTC(2026, 10, 22, 9, 0));
    const fake = await open({ code: 'locked', until: Date.now() + 90_000 });
    expect(main()).toContain('1 min 30 s left');
    expect(screen.queryByRole('button', { name: 'Prove it now' })).toBeNull();
    await vi.advanceTimersByTimeAsync(30_000);
    await settled();
    expect(main()).toContain('1 min 0 s left');
    await vi.advanceTimersByTimeAsync(61_000);
    await settled();
    expect(main()).not.toContain('left');
    expect(politely()).toBe('The lock is over. You can try again.');
    await press('Prove it now');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('retry')]);
  });

  it('can be tried again where nobody knows how long a lock lasts', async () => {
    await open({ code: 'locked' });
    expect(screen.getByRole('button', { name: 'Prove it now' })).toBeTruthy();
  });
});

describe('a pairing that left its key behind', () => {
  closeWindowAfterEach();

  it('says so, and offers to take it back or to go on from there', async () => {
    const fake = await openWindow({
      pairing: aPairing(
        { kind: 'failed', error: { code: 'offline' }, left: 'pairingKey' },
        { type: 'MOBILE', target: null, allowed: ['retry', 'leave'] },
      ),
    });
    expect(main()).toContain('A pairing key that nobody has used is still valid in PingOne.');
    await press('Try again');
    await press('Take the pairing key back');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('retry'), acted('leave')]);
  });
});
