import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sleep } from '../../../electron/sleep';
import { createSandbox, type Sandbox } from '../../sandbox';
import { workerToken } from '../../sandbox/sign-in';
import { applySwitches, defaultSwitches } from '../../sandbox/switches';
import { createWholeDesk, type WholeDesk } from './whole-desk';

const MINUTE = 60_000;

let sandbox: Sandbox;
let kim: WholeDesk;

beforeAll(async () => {
  sandbox = await createSandbox();
  kim = await createWholeDesk(sandbox, {
    // looks follow each other as they do, only faster
    ports: { sleep: (milliseconds, signal) => sleep(milliseconds / 100, signal) },
  });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  applySwitches(sandbox.switches, defaultSwitches());
  sandbox.faults.clear();
});
afterEach(async () => {
  await kim.leaves();
  for (const { id } of kim.devices()) await kim.desk.devices.remove(id, true);
});

const theCode = (): string => {
  const shown = kim.desk.pairingKey(kim.view()?.id ?? '');
  if (!shown.ok) throw new Error(shown.error.code);
  return shown.value.code;
};
const keyIds = () => kim.journalled.size;
const done = async () => (await kim.sees('done')).verdict;

/** What an administrator does at another screen. */
const administers = async (deviceId: string, action: 'block' | 'unblock') => {
  const { apiBaseUrl, environmentId } = sandbox.address;
  await fetch(
    `${apiBaseUrl}/v1/environments/${environmentId}/users/${kim.person.id}/devices/${deviceId}`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await workerToken(sandbox.address)}`,
        'Content-Type': `application/vnd.pingidentity.device.${action}+json`,
      },
    },
  );
};

/** Up to the push that proves the new device. */
const paired = async () => {
  await kim.begins({ type: 'MOBILE' });
  await kim.sees('pairingKey');
  const phone = sandbox.phoneApps.claim(theCode());
  await kim.sees('push');
  return phone;
};

describe('the mobile app', () => {
  it('claims a key, is recognised, and proves itself by a push', async () => {
    const phone = await paired();
    expect(kim.view()?.target).toBeNull();
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    phone.answer('approve');
    expect(await done()).toMatchObject({ kind: 'proven' });
    expect(kim.devices()).toMatchObject([{ type: 'MOBILE', status: 'ACTIVE' }]);
    expect(await kim.desk.devices.list()).toMatchObject({
      ok: true,
      value: {
        devices: [{ type: 'MOBILE', canProve: true, proof: { at: expect.any(Number) as never } }],
      },
    });
    expect(keyIds()).toBe(0);
  });

  it('shows its code only while its screen is up', async () => {
    await paired();
    expect(kim.desk.pairingKey(kim.view()?.id ?? '').ok).toBe(false);
  });

  it('a code never reaches the log', async () => {
    await kim.begins({ type: 'MOBILE' });
    await kim.sees('pairingKey');
    const code = theCode();
    expect(kim.log.text()).not.toContain(code);
  });

  it('the key goes when the person leaves: twenty-five times in a row, where twenty are the limit', async () => {
    for (let times = 0; times < 25; times += 1) {
      await kim.begins({ type: 'MOBILE' });
      await kim.sees('pairingKey');
      await kim.leaves();
    }
    await kim.begins({ type: 'MOBILE' });
    await kim.sees('pairingKey');
  });

  it('as many unused keys as PingOne keeps are said to be that', async () => {
    const { apiBaseUrl, environmentId } = sandbox.address;
    const keys = `${apiBaseUrl}/v1/environments/${environmentId}/users/${kim.person.id}/pairingKeys`;
    const headers = {
      Authorization: `Bearer ${await workerToken(sandbox.address)}`,
      'Content-Type': 'application/json',
    };
    const elsewhere: string[] = [];
    for (let number = 0; number < 20; number += 1) {
      const made = await fetch(keys, { method: 'POST', headers, body: '{}' });
      elsewhere.push(((await made.json()) as { id: string }).id);
    }
    await kim.begins({ type: 'MOBILE' });
    await kim.sees('describe', {
      problem: expect.objectContaining({ code: 'pairingKeyLimit' }) as never,
    });
    for (const id of elsewhere) await fetch(`${keys}/${id}`, { method: 'DELETE', headers });
  });

  it('a key that fails, or that has expired, is said, and another one can be had', async () => {
    await kim.begins({ type: 'MOBILE' });
    await kim.sees('pairingKey');
    sandbox.phoneApps.failNextClaim('DEVICE_NOT_SUPPORTED');
    expect(() => sandbox.phoneApps.claim(theCode())).toThrow();
    await kim.sees('failed', { error: { code: 'pairingKeyFailed' }, left: 'nothing' });
    kim.act({ kind: 'retry' });
    await kim.sees('describe');
    kim.act({ kind: 'describe', details: { type: 'MOBILE' }, nickname: '', ownerConfirmed: false });
    await kim.sees('pairingKey');
    sandbox.clock.advance(10 * MINUTE + 1);
    const { error } = await kim.sees('failed');
    expect(error.code).toBe('pairingKeyExpired');
  });

  it.each([
    ['NUMERIC', 12, /^\d{12}$/],
    ['ALPHANUMERIC', 16, /^[A-Z0-9]{16}$/i],
  ] as const)('a code of the format %s is shown as it came', async (format, length, pattern) => {
    sandbox.switches.mfaSettings.pairing.pairingKeyFormat = format;
    await kim.begins({ type: 'MOBILE' });
    await kim.sees('pairingKey');
    expect(theCode()).toHaveLength(length);
    expect(theCode()).toMatch(pattern);
  });
});

describe('a push', () => {
  it('that is declined proves nothing, and a new one does', async () => {
    const phone = await paired();
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    phone.answer('reject');
    expect(await done()).toMatchObject({ kind: 'notProven', reason: { code: 'pushDeclined' } });
    kim.act({ kind: 'retry' });
    await kim.sees('push');
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    phone.answer('approve');
    expect(await done()).toMatchObject({ kind: 'proven' });
  });

  it('that nobody answers times out', async () => {
    const phone = await paired();
    phone.mode = 'ignore';
    sandbox.clock.advance(41_000);
    expect(await done()).toMatchObject({ kind: 'notProven', reason: { code: 'pushTimedOut' } });
  });

  it('is taken back at PingOne when the person leaves', async () => {
    const phone = await paired();
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    kim.act({ kind: 'leave' });
    expect(await done()).toMatchObject({ kind: 'notProven', reason: 'left' });
    expect(phone.pushes).toHaveLength(0);
  });

  it('can be exchanged for a code by e-mail, which proves the address', async () => {
    const phone = await paired();
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    phone.answer('approve');
    await done();
    kim.closes();
    await kim.begins({ type: 'EMAIL', email: 'kim@example.org' });
    await kim.sees('code', { purpose: 'activate' });
    kim.types(sandbox.messages()[0]!.code);
    await kim.sees('code', { purpose: 'prove' });
    kim.types(sandbox.messages()[0]!.code);
    await done();
    kim.closes();

    await kim.desk.prove(phone.deviceId);
    await kim.sees('push');
    kim.act({ kind: 'changeDevice' });
    const { devices } = await kim.sees('chooseDevice');
    const mail = devices.find(({ type }) => type === 'EMAIL');
    expect(mail).toMatchObject({ target: 'k****@example.org', obstacle: null });
    kim.act({ kind: 'chooseDevice', deviceId: mail?.id ?? '' });
    await kim.sees('code', { purpose: 'prove' });
    kim.types(sandbox.messages()[0]!.code);
    const { device, verdict } = await kim.sees('done');
    expect(verdict.kind).toBe('proven');
    expect(device).toMatchObject({ id: mail?.id, type: 'EMAIL' });
  });

  it('a phone that gets no pushes is asked for the code that it shows', async () => {
    await kim.begins({ type: 'MOBILE' });
    await kim.sees('pairingKey');
    const claimed = sandbox.phoneApps.claim(theCode());
    claimed.push = 'disabled';
    await kim.sees('app', { purpose: 'prove' });
    kim.types(claimed.code());
    expect(await done()).toMatchObject({ kind: 'proven' });
  });

  it('to a phone that is blocked meanwhile is not sent, and the phone is named', async () => {
    const phone = await paired();
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    await administers(phone.deviceId, 'block');
    expect(await done()).toMatchObject({
      kind: 'notProven',
      reason: { code: 'noUsableDevice', deviceIds: [phone.deviceId] },
    });
    await administers(phone.deviceId, 'unblock');
  });

  it('in a status that nobody knows ends the proof, honestly', async () => {
    const phone = await paired();
    await vi.waitFor(() => expect(phone.pushes).toHaveLength(1));
    phone.answer('approve');
    await done();
    kim.closes();
    sandbox.switches.nextAuthenticationStatus = 'HOLOGRAM_REQUIRED';
    await kim.desk.prove(phone.deviceId);
    expect(await done()).toMatchObject({
      kind: 'notProven',
      reason: { code: 'unsupportedStatus' },
    });
  });
});
