import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { createWholeKiosk, pin, type WholeKiosk } from './whole-kiosk';

const sms = { type: 'SMS', phone: '+15125550123' } as const;
const minute = 60_000;

let sandbox: Sandbox;
let desk: WholeKiosk;

beforeEach(async () => {
  sandbox = await createSandbox();
  desk = await createWholeKiosk(sandbox);
});
afterEach(async () => {
  await desk.desk.close();
  await sandbox.close();
});

const newestCode = (): string => sandbox.messages()[0]!.code;
const kim = () => sandbox.devices(desk.user('kim').id);
const refused = async (call: Promise<unknown>, code: string): Promise<void> => {
  expect(await call).toMatchObject({ ok: false, error: { code } });
};
const provesInHand = async (): Promise<void> => {
  await desk.sees('code', { purpose: 'activate' });
  desk.types(newestCode());
  await desk.sees('code', { purpose: 'prove' });
  desk.types(newestCode());
  await desk.sees('done');
};

describe('one person after another', () => {
  it('pairs a phone for somebody else, and the record says so', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await provesInHand();
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(desk.kiosk.next());
    expect(kim()).toMatchObject([{ type: 'SMS', status: 'ACTIVE' }]);
    expect(desk.actions()).toEqual([
      'shiftBegan',
      'personOpened',
      'personIdentified',
      'handedOver',
      'confirmed',
      'deviceCreated',
      'deviceActivated',
      'deviceProven',
      'takenBack',
      'wiped',
    ]);
    expect(desk.lines.find(({ action }) => action === 'deviceProven')).toMatchObject({
      operator: { id: desk.user('morgan').id, username: 'morgan' },
      subject: { id: desk.user('kim').id },
      device: { id: kim()[0]!.id, type: 'SMS', target: '****0123' },
      transactionId: expect.any(String) as string,
      correlationId: expect.any(String) as string,
    });
    expect(JSON.stringify(desk.lines)).not.toMatch(/5550123|novak|@example/i);
  });

  it('creates every device pending, whoever is signed in', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    expect(kim()).toMatchObject([{ status: 'ACTIVATION_REQUIRED' }]);
  });

  // seen to fail with a hand-over that asks for no identification
  it('[fault 38] nothing begins before it is known who stands there', async () => {
    await desk.done(desk.kiosk.open(desk.user('kim').id));
    await refused(desk.desk.begin(null), 'notIdentified');
    await refused(
      desk.kiosk.handOver({ kind: 'pair', details: sms, nickname: '', ownerConfirmed: false }),
      'notIdentified',
    );
  });

  it('whoever vanishes or is disabled after being found gets nothing', async () => {
    await desk.serves('kim');
    sandbox.users.disable(desk.user('kim').id);
    await refused(desk.asks(sms), 'personDisabled');
    expect(desk.shift().stage).toMatchObject({ name: 'serving', person: { enabled: false } });
    sandbox.users.enable(desk.user('kim').id);
    expect(kim()).toEqual([]);
    expect(desk.shift().hands).toBe('operator');
  });

  it('without a record nobody is served', async () => {
    desk.world.recordWorks = false;
    await refused(desk.kiosk.open(desk.user('kim').id), 'recordNotWritten');
    expect(desk.shift().stage.name).toBe('finding');
  });

  it('turns on MFA for somebody whose sign-on does not ask for it', async () => {
    await desk.serves('kim');
    await desk.done(desk.kiosk.enableMfa());
    expect(desk.shift().stage).toMatchObject({ person: { mfaEnabled: true } });
    expect(desk.actions()).toContain('mfaEnabled');
  });

  it('asks the operator to sign in again before a new person, when that is long ago', async () => {
    sandbox.clock.advance(20 * minute - 1_000);
    await desk.serves('kim');
    sandbox.clock.advance(1_000);
    // who is being served is served to the end
    await desk.done(desk.desk.begin(null));
    await desk.done(desk.kiosk.next());
    await refused(desk.kiosk.search('kim'), 'reauthenticationRequired');
    await refused(desk.kiosk.open(desk.user('kim').id), 'reauthenticationRequired');
    await desk.done(desk.desk.session.signInAgain('browser'));
    await desk.done(desk.kiosk.open(desk.user('kim').id));
    expect(desk.actions()).toContain('signedInAgain');
  });
});

describe('in the hands of the person', () => {
  it('codes are theirs to type, and everything else is not', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks(sms));
    expect(desk.shift()).toMatchObject({
      hands: 'subject',
      stage: { handOver: { kind: 'pair', type: 'SMS', target: '****0123', answer: 'asked' } },
    });
    // nothing is created before they have said yes
    expect(kim()).toEqual([]);
    await desk.done(desk.kiosk.confirm());
    await desk.sees('code');
    expect(desk.act({ kind: 'back' })).toMatchObject({ ok: false });
    expect(desk.act({ kind: 'leave' })).toMatchObject({ ok: false });
    await desk.done(desk.kiosk.takeBack(pin));
    expect(desk.act({ kind: 'answer', code: newestCode() })).toMatchObject({ ok: false });
    expect(desk.act({ kind: 'resend' })).toMatchObject({ ok: false });
    await desk.done(desk.kiosk.handOverAgain());
    await provesInHand();
  });

  // seen to fail with the question kept until PingOne has answered
  it('[fault 35] a second yes starts nothing a second time', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks(sms));
    const [first, second] = await Promise.all([desk.kiosk.confirm(), desk.kiosk.confirm()]);
    expect([first.ok, second.ok]).toEqual([true, false]);
    await desk.sees('code');
    expect(kim()).toHaveLength(1);
    expect(desk.actions().filter((action) => action === 'confirmed')).toHaveLength(1);
  });

  it('"not me" stops it, and the operator sees that', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks(sms));
    await desk.done(desk.kiosk.deny());
    await refused(desk.kiosk.confirm(), 'notAllowed');
    await desk.done(desk.kiosk.takeBack(pin));
    expect(desk.shift()).toMatchObject({
      hands: 'operator',
      stage: { handOver: { answer: 'denied' } },
    });
    expect(kim()).toEqual([]);
    expect(desk.lines.at(-2)).toMatchObject({ action: 'denied', outcome: 'refused' });
  });

  it('five wrong PINs leave signing in as the only way back', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks(sms));
    for (const attemptsRemaining of [4, 3, 2, 1])
      expect(await desk.kiosk.takeBack('0000')).toEqual({
        ok: false,
        error: { code: 'pinWrong', attemptsRemaining },
      });
    await refused(desk.kiosk.takeBack('0000'), 'pinSpent');
    await refused(desk.kiosk.takeBack(pin), 'pinSpent');
    expect(desk.shift()).toMatchObject({ hands: 'subject', pinTries: null });
    await desk.done(desk.desk.session.signInAgain('browser'));
    expect(desk.shift()).toMatchObject({ hands: 'operator', pinTries: 5 });
  });

  it('the key of an app is for the person alone, and not to be copied', async () => {
    await desk.serves('kim');
    await desk.handsOver({ type: 'TOTP' });
    await desk.sees('app');
    const id = desk.view()!.id;
    expect(desk.desk.key(id).ok).toBe(true);
    await refused(desk.desk.copyKey(id), 'notAllowed');
    await desk.done(desk.kiosk.takeBack(pin));
    expect(desk.desk.key(id)).toMatchObject({ ok: false });
    desk.act({ kind: 'leave' });
    await vi.waitFor(() => expect(kim()).toEqual([]));
  });

  it('an existing device is tested only after the person has been asked', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await provesInHand();
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(desk.closes());
    const deviceId = kim()[0]!.id;
    await refused(desk.desk.prove(deviceId), 'notAllowed');
    const sent = sandbox.messages().length;
    await desk.done(desk.kiosk.handOver({ kind: 'prove', deviceId }));
    expect(desk.shift().stage).toMatchObject({
      handOver: { kind: 'prove', type: 'SMS', target: '****0123', answer: 'asked' },
    });
    expect(sandbox.messages()).toHaveLength(sent);
    await desk.done(desk.kiosk.confirm());
    await desk.sees('code', { purpose: 'prove' });
    desk.types(newestCode());
    await desk.sees('done');
  });
});

describe('the wrong person or the wrong device', () => {
  it('is undone, proven gone, and the reason recorded, also when the person has left', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await provesInHand();
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(desk.kiosk.next());
    const [binding] = desk.shift().bindings;
    expect(binding).toMatchObject({ type: 'SMS', target: '****0123' });
    await desk.done(desk.kiosk.undo(binding!.id, 'wrongPerson'));
    expect(kim()).toEqual([]);
    expect(desk.shift().bindings).toEqual([]);
    expect(desk.lines.at(-1)).toMatchObject({
      action: 'undone',
      outcome: 'done',
      detail: 'wrongPerson',
      subject: { id: desk.user('kim').id },
    });
  });

  it('is not said to be gone while PingOne still shows it', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await provesInHand();
    const [binding] = desk.shift().bindings;
    // an answer that promises more than was done
    sandbox.faults.add({
      host: 'api',
      method: 'DELETE',
      path: /\/devices\//,
      effect: { status: 204 },
    });
    await refused(desk.kiosk.undo(binding!.id, 'wrongDevice'), 'undoNotSeen');
    expect(desk.shift().bindings).toHaveLength(1);
    expect(desk.lines.at(-1)).toMatchObject({ action: 'undone', outcome: 'failed' });
    await desk.done(desk.kiosk.undo(binding!.id, 'wrongDevice'));
    expect(kim()).toEqual([]);
  });

  it('can be undone for some minutes only', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await provesInHand();
    const [binding] = desk.shift().bindings;
    sandbox.clock.advance(10 * minute);
    await refused(desk.kiosk.undo(binding!.id, 'wrongDevice'), 'undoTooLate');
    desk.passes(10 * minute);
    expect(desk.shift().bindings).toEqual([]);
    expect(kim()).toHaveLength(1);
  });

  it('touches no other device', async () => {
    const alex = desk.user('alex').id;
    const before = sandbox.devices(alex);
    await desk.serves('alex');
    await desk.handsOver(sms);
    await provesInHand();
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(desk.kiosk.undo(desk.shift().bindings[0]!.id, 'wrongDevice'));
    expect(sandbox.devices(alex).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});

describe('left alone', () => {
  // seen to fail with a watch that never strikes, and with a wipe that leaves the pairing
  it('[fault 37] warns, then removes what is pending, wipes and locks; then signs out', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    desk.passes(90_000);
    expect(desk.shift().idleDeadline).not.toBeNull();
    desk.passes(30_000);
    expect(desk.shift().hands).toBe('nobody');
    await vi.waitFor(() => expect(desk.shift().stage.name).toBe('finding'));
    expect(desk.shift()).toMatchObject({
      hands: 'nobody',
      stage: {
        cleaned: {
          why: 'idle',
          parts: expect.not.arrayContaining([
            expect.objectContaining({ state: 'failed' }),
          ]) as never,
        },
      },
    });
    expect(kim()).toEqual([]);
    expect(desk.view()).toBeNull();
    expect(desk.world).toMatchObject({ windowsCleaned: 1, clipboardsCleaned: 1 });
    await vi.waitFor(() => expect(desk.actions()).toContain('wiped'));
    desk.passes(120_000);
    await vi.waitFor(() => expect(desk.desk.session.view().state).toBe('signedOut'));
    expect(desk.lines.at(-1)).toMatchObject({ action: 'shiftEnded', detail: 'idle' });
    expect(desk.desk.kiosk()).toBeNull();
  });

  it('more time is more time', async () => {
    await desk.serves('kim');
    desk.passes(100_000);
    desk.kiosk.moreTime();
    expect(desk.shift().idleDeadline).toBeNull();
    desk.passes(100_000);
    expect(desk.shift().stage.name).toBe('serving');
  });

  it('what PingOne is slow to remove does not hold up the next person, and is removed all the same', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    sandbox.faults.add({
      host: 'api',
      method: 'DELETE',
      path: /\/devices\//,
      effect: { delayMs: 900 },
    });
    await desk.done(desk.kiosk.next());
    const { stage } = desk.shift();
    expect(stage.name === 'finding' && stage.cleaned?.took).toBeLessThan(1_000);
    await vi.waitFor(() => expect(kim()).toEqual([]), { timeout: 5_000 });
  });

  it('a device that PingOne creates when nobody waits for it any more is found, and removed', async () => {
    // a request that arrives late, although who sent it has stopped waiting
    const late = (url: string, init?: RequestInit): Promise<Response> =>
      new Promise((resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        const sent = { ...init, signal: null };
        setTimeout(() => void fetch(url, sent).then(resolve, reject), 1_200);
      });
    let slow = false;
    await desk.desk.close();
    desk = await createWholeKiosk(sandbox, {
      fetch(url, init) {
        const isCreate = init?.method === 'POST' && url.endsWith('/devices');
        return slow && isCreate ? late(url, init) : fetch(url, init);
      },
    });
    await desk.serves('kim');
    await desk.done(desk.asks(sms));
    slow = true;
    await desk.done(desk.kiosk.confirm());
    await desk.done(desk.kiosk.next());
    expect(desk.shift().stage).toMatchObject({
      cleaned: { parts: expect.arrayContaining([{ part: 'pairing', state: 'pending' }]) as never },
    });
    await vi.waitFor(() => expect(kim()).toHaveLength(1), { timeout: 4_000 });
    await vi.waitFor(() => expect(kim()).toEqual([]), { timeout: 4_000 });
    await vi.waitFor(() =>
      expect(desk.shift().stage).toMatchObject({
        cleaned: { parts: expect.arrayContaining([{ part: 'pairing', state: 'clean' }]) as never },
      }),
    );
  });

  it('says what it could not clean up', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    sandbox.switches.withheldPermissions = ['deleteDevice'];
    await desk.done(desk.kiosk.next());
    await vi.waitFor(() => expect(desk.shift().problem).toMatchObject({ code: 'leftAtPingOne' }));
    expect(kim()).toHaveLength(1);
  });
});
