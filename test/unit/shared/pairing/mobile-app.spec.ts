import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../shared/pairing/event';
import { authentication, describedAs, proving } from './a-pairing';
import { aPairedDevice } from './world';

const keyCreated: Outcome = { kind: 'keyCreated', keyId: 'key', code: 'code' };
const appeared: Outcome = { kind: 'appeared', device: aPairedDevice };
const asksPhone = authentication({ status: 'PUSH_CONFIRMATION_REQUIRED' });

let pairing: ReturnType<typeof describedAs>;
beforeEach(() => {
  pairing = describedAs('MOBILE', { knownDeviceIds: ['older'] });
});

describe('pairing the mobile app', () => {
  it('makes a key, and waits for an app to claim it', () => {
    expect(pairing.command()).toMatchObject({ kind: 'createKey' });
    pairing.pingOne(keyCreated);
    expect(pairing.screen()).toEqual({
      kind: 'pairingKey',
      validUntil: 1_000_000 + 600_000,
      leaving: false,
    });
    expect(pairing.command()).toMatchObject({
      kind: 'watchKey',
      keyId: 'key',
      knownDeviceIds: ['older'],
    });
  });

  it('gives the key the life that the policy gives it', () => {
    pairing = describedAs('MOBILE', {}, { pairingKeyLifetime: 60_000 });
    pairing.pingOne(keyCreated);
    expect(pairing.screen()).toMatchObject({ validUntil: 1_060_000 });
  });

  it('proves the device that the app has made, by a push', () => {
    pairing.pingOne(keyCreated);
    pairing.pingOne(appeared);
    expect(pairing.command()).toMatchObject({ kind: 'beginAuthentication', deviceId: 'device' });
    pairing.pingOne(asksPhone);
    expect(pairing.screen()).toMatchObject({ kind: 'push', deadline: null, leaving: false });
    expect(pairing.command()).toMatchObject({ kind: 'awaitPush', deviceId: 'device' });
    pairing.pingOne(authentication({ status: 'COMPLETED' }));
    expect(pairing.screen()).toMatchObject({ kind: 'done', verdict: { kind: 'proven' } });
  });

  it.each(['leave', 'back'] as const)('deletes the key on %s', (kind) => {
    pairing.pingOne(keyCreated);
    pairing.act({ kind });
    expect(pairing.screen()).toMatchObject({ kind: 'pairingKey', leaving: true });
    expect(pairing.allowed()).toEqual([]);
    expect(pairing.command()).toMatchObject({ kind: 'dropKey', keyId: 'key' });
    pairing.pingOne({ kind: 'gone' });
    expect(pairing.screen().kind).toBe(kind === 'leave' ? 'abandoned' : 'choose');
  });

  it('keeps a device whose app was faster than the person who left', () => {
    pairing.pingOne(keyCreated);
    pairing.act({ kind: 'leave' });
    pairing.pingOne(appeared);
    expect(pairing.screen()).toMatchObject({
      kind: 'done',
      verdict: { kind: 'notProven', reason: 'left' },
    });
  });

  it.each(['pairingKeyExpired', 'pairingKeyFailed'] as const)(
    'cleans up after %s, and offers another key',
    (code) => {
      pairing.pingOne(keyCreated);
      pairing.pingOne({ kind: 'failed', error: { code } });
      expect(pairing.command()).toMatchObject({ kind: 'dropKey' });
      pairing.pingOne({ kind: 'gone' });
      expect(pairing.screen()).toMatchObject({ kind: 'failed', error: { code }, left: 'nothing' });
      pairing.act({ kind: 'retry' });
      expect(pairing.command()).toMatchObject({ kind: 'check', type: 'MOBILE' });
    },
  );

  it('an app that claimed at the last moment is proven like any other', () => {
    pairing.pingOne(keyCreated);
    pairing.pingOne({ kind: 'failed', error: { code: 'pairingKeyExpired' } });
    pairing.pingOne(appeared);
    expect(pairing.command()).toMatchObject({ kind: 'beginAuthentication' });
  });

  it('goes on waiting for the same key after the network was gone, or drops it', () => {
    pairing.pingOne(keyCreated);
    pairing.pingOne({ kind: 'failed', error: { code: 'offline' } });
    expect(pairing.screen()).toMatchObject({ kind: 'failed', left: 'pairingKey' });
    expect(pairing.allowed()).toEqual(['retry', 'leave']);
    pairing.act({ kind: 'retry' });
    expect(pairing.command()).toMatchObject({ kind: 'watchKey', keyId: 'key' });
    pairing.pingOne({ kind: 'failed', error: { code: 'offline' } });
    pairing.act({ kind: 'leave' });
    expect(pairing.command()).toMatchObject({ kind: 'dropKey', keyId: 'key' });
  });

  it('a key that cannot be deleted is said, and can be tried again', () => {
    pairing.pingOne(keyCreated);
    pairing.act({ kind: 'leave' });
    pairing.pingOne({ kind: 'failed', error: { code: 'offline' } });
    expect(pairing.screen()).toMatchObject({ kind: 'failed', left: 'pairingKey' });
    pairing.act({ kind: 'retry' });
    expect(pairing.command()).toMatchObject({ kind: 'dropKey' });
  });

  it('what ended it is said, also where the key cannot be deleted just then', () => {
    pairing.pingOne(keyCreated);
    pairing.pingOne({ kind: 'failed', error: { code: 'pairingKeyFailed' } });
    pairing.pingOne({ kind: 'failed', error: { code: 'offline' } });
    expect(pairing.screen()).toMatchObject({
      error: { code: 'pairingKeyFailed' },
      left: 'pairingKey',
    });
  });

  it('a key whose creation was lost is not looked for: the form is there again', () => {
    pairing.pingOne({ kind: 'failed', error: { code: 'interrupted' } });
    expect(pairing.screen()).toMatchObject({ kind: 'describe', problem: { code: 'interrupted' } });
  });

  it('a key that comes after the person has left is deleted', () => {
    pairing.act({ kind: 'leave' });
    pairing.pingOne(keyCreated);
    expect(pairing.command()).toMatchObject({ kind: 'dropKey' });
  });
});

describe('a push', () => {
  it('says how long it waits, where the policy could be read', () => {
    pairing = describedAs('MOBILE', {}, { pushTimeout: 40_000 });
    pairing.pingOne(keyCreated);
    pairing.pingOne(appeared);
    pairing.pingOne(asksPhone);
    expect(pairing.screen()).toMatchObject({ kind: 'push', deadline: 1_040_000 });
  });

  const begun = (...offered: string[]) => {
    const phone = proving({});
    phone.pingOne(
      authentication({
        status: 'PUSH_CONFIRMATION_REQUIRED',
        offered: offered.map((id) => ({
          id,
          type: id === 'device' ? 'MOBILE' : 'EMAIL',
          nickname: null,
          target: id,
          obstacle: id === 'blocked' ? ('blocked' as const) : null,
        })),
      }),
    );
    return phone;
  };
  const ended = (code: string) => ({
    kind: 'done',
    verdict: { kind: 'notProven', reason: { code } },
  });

  it.each([
    [authentication({ status: 'PUSH_CONFIRMATION_TIMED_OUT' }), 'pushTimedOut'],
    [authentication({ status: 'FAILED', error: { code: 'authenticationFailed' } }), 'pushDeclined'],
    [authentication({ status: 'FAILED', error: { code: 'locked', until: 5 } }), 'locked'],
    [authentication({ status: 'other' }), 'unsupportedStatus'],
    [authentication({ status: 'COMPLETED', selectedDeviceId: 'another' }), 'otherDeviceSelected'],
    [{ kind: 'failed', error: { code: 'pushTimedOut' } } as const, 'pushTimedOut'],
    [{ kind: 'failed', error: { code: 'authenticationGone' } } as const, 'authenticationGone'],
  ])('that ends otherwise proves nothing: %#', (outcome, code) => {
    const phone = begun();
    phone.pingOne(outcome);
    expect(phone.screen()).toMatchObject(ended(code));
    expect(phone.allowed()).toContain('retry');
  });

  it('is taken back when the person leaves', () => {
    const phone = begun();
    phone.act({ kind: 'leave' });
    expect(phone.screen()).toMatchObject({ kind: 'push', leaving: true });
    expect(phone.command()).toMatchObject({ kind: 'cancelPush' });
    phone.pingOne(authentication({ status: 'DEVICE_SELECTION_REQUIRED' }));
    expect(phone.screen()).toMatchObject({ verdict: { reason: 'left' } });
  });

  it('that was answered before it could be taken back counts', () => {
    const phone = begun();
    phone.act({ kind: 'leave' });
    phone.pingOne(authentication({ status: 'COMPLETED' }));
    expect(phone.screen()).toMatchObject({ verdict: { kind: 'proven' } });
  });

  it('can be exchanged for another device, which is proven in its place', () => {
    const phone = begun('device', 'mail', 'blocked');
    phone.act({ kind: 'changeDevice' });
    phone.pingOne(
      authentication({
        status: 'DEVICE_SELECTION_REQUIRED',
        offered: [
          { id: 'mail', type: 'EMAIL', nickname: 'Mail', target: 'k****@x', obstacle: null },
          { id: 'blocked', type: 'EMAIL', nickname: null, target: null, obstacle: 'blocked' },
        ],
      }),
    );
    expect(phone.screen()).toMatchObject({ kind: 'chooseDevice', devices: [{ id: 'mail' }, {}] });
    phone.act({ kind: 'chooseDevice', deviceId: 'blocked' });
    phone.act({ kind: 'chooseDevice', deviceId: 'nobody' });
    expect(phone.screen().kind).toBe('chooseDevice');
    phone.act({ kind: 'chooseDevice', deviceId: 'mail' });
    expect(phone.command()).toMatchObject({ kind: 'selectDevice', deviceId: 'mail' });
    phone.pingOne(authentication({ selectedDeviceId: 'mail' }));
    expect(phone.screen()).toMatchObject({ kind: 'code', type: 'EMAIL', target: 'k****@x' });
  });

  it('has nothing to be exchanged for where the phone is the only device', () => {
    expect(begun('device').allowed()).toEqual(['leave']);
    expect(begun('device', 'mail').allowed()).toEqual(['leave', 'changeDevice']);
  });

  it('of a new device has to be answered by that device', () => {
    pairing.pingOne(keyCreated);
    pairing.pingOne(appeared);
    pairing.pingOne(
      authentication({
        status: 'PUSH_CONFIRMATION_REQUIRED',
        offered: ['device', 'mail'].map((id) => ({
          id,
          type: 'EMAIL',
          nickname: null,
          target: null,
          obstacle: null,
        })),
      }),
    );
    expect(pairing.allowed()).toEqual(['leave']);
  });

  it('a phone that gets no pushes shows a code instead', () => {
    const phone = proving({});
    phone.pingOne(authentication());
    expect(phone.screen()).toMatchObject({ kind: 'app', purpose: 'prove', validUntil: null });
    phone.act({ kind: 'answer', answer: { response: 'code', length: 6 }, spent: false });
    expect(phone.command()).toMatchObject({ kind: 'checkAuthentication', type: 'MOBILE' });
  });
});

describe('another device than the one that is asked', () => {
  it('can be chosen while a code is awaited, without taking anything back', () => {
    const mail = proving({ type: 'EMAIL' });
    const offered = ['device', 'other'].map((id) => ({
      id,
      type: 'SMS',
      nickname: null,
      target: null,
      obstacle: null,
    }));
    mail.pingOne(authentication({ offered }));
    mail.act({ kind: 'changeDevice' });
    expect(mail.screen()).toMatchObject({ kind: 'chooseDevice' });
    expect(mail.command()).toBeNull();
    mail.act({ kind: 'chooseDevice', deviceId: 'device' });
    expect(mail.command()).toMatchObject({ kind: 'selectDevice', deviceId: 'device' });
  });

  it('of a type that nobody here knows cannot be chosen', () => {
    const mail = proving({ type: 'EMAIL' });
    const strange = { id: 'x', type: 'HOLOGRAM', nickname: null, target: null, obstacle: null };
    mail.pingOne(authentication({ offered: [strange, { ...strange, id: 'y' }] }));
    mail.act({ kind: 'changeDevice' });
    mail.act({ kind: 'chooseDevice', deviceId: 'x' });
    expect(mail.screen().kind).toBe('chooseDevice');
  });
});
