import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { createSoftKey } from '../../../sandbox/authenticators/soft-key';
import { createSoftCeremony } from '../soft-ceremony';
import { createWholeKiosk, pin, type WholeKiosk } from './whole-kiosk';

let sandbox: Sandbox;
let desk: WholeKiosk;

beforeEach(async () => {
  sandbox = await createSandbox();
  desk = await createWholeKiosk(sandbox, { ceremony: createSoftCeremony(createSoftKey()) });
});
afterEach(async () => {
  await desk.desk.close();
  await sandbox.close();
});

const kim = () => sandbox.devices(desk.user('kim').id);
const pairingId = () => desk.view()?.id ?? '';

describe('at a kiosk', () => {
  it('the code for the app is for the person, and for nobody else', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks({ type: 'MOBILE' }));
    await desk.done(desk.kiosk.confirm());
    await desk.sees('pairingKey');
    const code = desk.desk.pairingKey(pairingId());
    if (!code.ok) throw new Error(code.error.code);
    await desk.done(desk.kiosk.takeBack(pin));
    expect(desk.desk.pairingKey(pairingId())).toMatchObject({ ok: false });
    const phone = sandbox.phoneApps.claim(code.value.code);
    await desk.sees('push');
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    phone.answer('approve');
    await desk.sees('done', {});
    expect(desk.actions().slice(-3)).toEqual(['takenBack', 'deviceActivated', 'deviceProven']);
    expect(JSON.stringify(desk.lines)).not.toContain(code.value.code);
    // who was served by mistake is put right within minutes
    expect(desk.shift().bindings).toMatchObject([{ deviceId: phone.deviceId, type: 'MOBILE' }]);
    await desk.done(desk.kiosk.undo(desk.shift().bindings[0]!.id, 'wrongPerson'));
    expect(kim()).toEqual([]);
  });

  it('a key that nobody has claimed goes with the person', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks({ type: 'MOBILE' }));
    await desk.done(desk.kiosk.confirm());
    await desk.sees('pairingKey');
    const code = desk.desk.pairingKey(pairingId());
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(desk.kiosk.next());
    expect(() => sandbox.phoneApps.claim(code.ok ? code.value.code : '')).toThrow();
    expect(desk.journalled.size).toBe(0);
  });

  it('a security key is paired and proven by whoever holds it', async () => {
    await desk.serves('kim');
    await desk.handsOver({ type: 'FIDO2' });
    await desk.sees('done');
    expect(kim()).toMatchObject([{ type: 'FIDO2', status: 'ACTIVE' }]);
    expect(desk.actions()).toContain('deviceProven');
  });

  it('no page is opened in a browser', async () => {
    await desk.serves('kim');
    await desk.done(desk.desk.begin(null));
    desk.act({ kind: 'choose', type: 'FIDO2' });
    await desk.sees('describe');
    expect(desk.act({ kind: 'inBrowser' })).toMatchObject({ ok: false });
  });
});

describe('an operator, with a device of somebody else', () => {
  const pairsPhone = async (): Promise<string> => {
    await desk.serves('kim');
    await desk.handsOver({ type: 'SMS', phone: '+15125550123' });
    await desk.sees('code', { purpose: 'activate' });
    desk.types(sandbox.messages()[0]!.code);
    await desk.sees('code', { purpose: 'prove' });
    desk.types(sandbox.messages()[0]!.code);
    await desk.sees('done');
    await desk.done(desk.kiosk.takeBack(pin));
    desk.closes();
    return kim()[0]!.id;
  };
  const listed = async () => {
    const list = await desk.desk.devices.list();
    return list.ok ? list.value.devices[0] : undefined;
  };

  it('blocks it, so that nothing proves it, and unblocks it; each has its line', async () => {
    const id = await pairsPhone();
    expect((await listed())?.may).toEqual(['block', 'replace']);
    await desk.done(desk.desk.devices.administer(id, 'block'));
    expect(await listed()).toMatchObject({ blocked: true, may: ['unblock', 'replace'] });
    expect(await desk.desk.devices.administer(id, 'block')).toMatchObject({
      error: { code: 'notAllowed' },
    });
    await desk.done(desk.desk.devices.administer(id, 'unblock'));
    expect(await listed()).toMatchObject({ blocked: false });
    expect(desk.actions().slice(-2)).toEqual(['deviceBlocked', 'deviceUnblocked']);
    expect(desk.lines.at(-1)).toMatchObject({
      device: { id },
      subject: { id: desk.user('kim').id },
    });
  });

  it('unlocks it before its time', async () => {
    const id = await pairsPhone();
    await desk.done(desk.kiosk.handOver({ kind: 'prove', deviceId: id }));
    await desk.done(desk.kiosk.confirm());
    for (let tries = 0; tries < 3; tries += 1) {
      await desk.sees('code', { busy: null });
      desk.types(sandbox.messages()[0]!.code === '111111' ? '222222' : '111111');
      await vi.waitFor(() =>
        expect(
          desk.screen()?.kind === 'done' ||
            (desk.screen() as { problem?: unknown } | null)?.problem != null,
        ).toBe(true),
      );
    }
    await desk.sees('done', {});
    await desk.done(desk.kiosk.takeBack(pin));
    desk.closes();
    expect(await listed()).toMatchObject({ locked: true, may: ['block', 'unlock', 'replace'] });
    await desk.done(desk.desk.devices.administer(id, 'unlock'));
    expect(await listed()).toMatchObject({ locked: false });
    expect(desk.actions().at(-1)).toBe('deviceUnlocked');
  });

  it('asks for the logs of a phone, and of nothing else', async () => {
    const id = await pairsPhone();
    expect(await desk.desk.devices.administer(id, 'requestLogs')).toMatchObject({
      error: { code: 'notAllowed' },
    });
  });
});

it('what an operator may not do is said of each method, and no button offers it', async () => {
  await desk.desk.close();
  sandbox.switches.withheldPermissions = ['createDevice', 'blockDevice', 'createPairingKey'];
  desk = await createWholeKiosk(sandbox);
  expect(desk.shift().missingRights).toEqual(['createDevices', 'pairApps', 'blockDevices']);
  await desk.serves('kim');
  await desk.done(desk.desk.begin(null));
  const { methods } = await desk.sees('choose');
  expect(new Set(methods.map(({ unavailable }) => unavailable?.code))).toEqual(
    new Set(['rightMissing']),
  );
});
