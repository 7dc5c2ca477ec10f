import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sleep } from '../../../electron/sleep';
import { createSandbox, type Sandbox } from '../../sandbox';
import { createSoftKey } from '../../sandbox/authenticators/soft-key';
import { applySwitches, defaultSwitches } from '../../sandbox/switches';
import { createSoftCeremony, type SoftCeremony } from './soft-ceremony';
import { createWholeDesk, type WholeDesk } from './whole-desk';

let sandbox: Sandbox;
let ceremony: SoftCeremony;
let kim: WholeDesk;
const opened: string[] = [];

beforeAll(async () => {
  sandbox = await createSandbox();
  ceremony = createSoftCeremony(createSoftKey());
  kim = await createWholeDesk(sandbox, {
    changes: { selfServiceUrl: 'https://id.example.org/devices' },
    ports: {
      ceremony,
      sleep: (milliseconds, signal) => sleep(milliseconds / 100, signal),
    },
    onOpened: (url) => opened.push(url.href),
  });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  applySwitches(sandbox.switches, defaultSwitches());
  sandbox.faults.clear();
  ceremony.key = createSoftKey();
  ceremony.deviation = {};
});
afterEach(async () => {
  await kim.leaves();
  for (const { id } of kim.devices()) await kim.desk.devices.remove(id, true);
});

const key = { type: 'FIDO2' } as const;
const verdict = async () => (await kim.sees('done')).verdict;

describe('a security key', () => {
  it.each(['signedBytes', 'unsignedBytes', 'base64', 'base64url'] as const)(
    'is paired, activated and proven with options in %s',
    async (encoding) => {
      sandbox.switches.fido2.encoding = encoding;
      await kim.begins(key, 'Blue key');
      expect(await verdict()).toMatchObject({ kind: 'proven' });
      expect(kim.devices()).toMatchObject([
        { type: 'FIDO2', status: 'ACTIVE', nickname: 'Blue key' },
      ]);
      expect(kim.journalled.size).toBe(0);
    },
  );

  it('names the origin as a browser writes it, however it was configured', async () => {
    const whole = await createWholeDesk(sandbox, {
      changes: { relyingParty: { id: 'example.org', origin: 'https://LOGIN.example.org:443' } },
      ports: { ceremony },
    });
    await whole.begins(key);
    expect((await whole.sees('done')).verdict).toMatchObject({ kind: 'proven' });
    whole.closes();
  });

  it('is proven again from the list, and not where the relying party is another one', async () => {
    await kim.begins(key);
    await kim.sees('done');
    kim.closes();
    await kim.desk.prove(kim.devices()[0]!.id);
    expect(await verdict()).toMatchObject({ kind: 'proven' });
  });

  it('that is not touched can be touched later', async () => {
    ceremony.ignoreOnce();
    await kim.begins(key);
    await kim.sees('securityKey', { stage: 'stopped', problem: { code: 'keyNotAnswered' } });
    kim.act({ kind: 'retry' });
    expect(await verdict()).toMatchObject({ kind: 'proven' });
  });

  it('that is paired already is told so, and another one can be used', async () => {
    await kim.begins(key);
    await kim.sees('done');
    kim.closes();
    await kim.begins(key);
    await kim.sees('securityKey', { stage: 'stopped', problem: { code: 'keyAlreadyPaired' } });
    ceremony.key = createSoftKey();
    kim.act({ kind: 'retry' });
    expect(await verdict()).toMatchObject({ kind: 'proven' });
    expect(kim.devices()).toHaveLength(2);
  });

  it.each([
    ['another origin', { origin: 'https://login.example.net' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['another encoding', { encoding: 'base64url' as const }],
    ['another relying party', { rpId: 'example.net' }],
  ])(
    'whose attestation names %s is refused, and leaves nothing behind',
    async (_name, deviation) => {
      ceremony.deviation = deviation;
      await kim.begins(key);
      await kim.sees('failed', { left: 'nothing' });
      expect(kim.devices()).toEqual([]);
    },
  );

  it('whose assertion is forged stays paired, and is not proven', async () => {
    ceremony.ignoreOnce();
    await kim.begins(key);
    await kim.sees('securityKey', { stage: 'stopped' });
    kim.act({ kind: 'retry' });
    await verdict();
    kim.closes();
    ceremony.deviation = { isForged: true };
    await kim.desk.prove(kim.devices()[0]!.id);
    expect(await verdict()).toMatchObject({ kind: 'notProven' });
    expect(kim.devices()).toMatchObject([{ status: 'ACTIVE' }]);
  });

  it('is removed again when the person leaves before it was touched', async () => {
    ceremony.ignoreOnce();
    await kim.begins(key);
    await kim.sees('securityKey', { stage: 'stopped' });
    kim.act({ kind: 'leave' });
    await kim.sees('abandoned', { left: null });
    expect(kim.devices()).toEqual([]);
  });

  it('can be paired in the browser: the list is watched, and what appears is proven here', async () => {
    await kim.desk.begin(null);
    kim.act({ kind: 'choose', type: 'FIDO2' });
    await kim.sees('describe', { selfServiceHost: 'id.example.org' });
    kim.act({ kind: 'inBrowser' });
    await kim.sees('browser', { stage: 'watching' });
    expect(opened.at(-1)).toBe('https://id.example.org/devices');
    const elsewhere = await createWholeDesk(sandbox, { ports: { ceremony } });
    await elsewhere.begins(key, 'From the browser');
    await elsewhere.sees('done');
    expect(await verdict()).toMatchObject({ kind: 'proven' });
    expect(kim.view()?.type).toBe('FIDO2');
    elsewhere.closes();
  });
});

describe('the list of devices', () => {
  it('that has changed meanwhile is not put in order by an old one', async () => {
    await kim.begins(key, 'Only key');
    await kim.sees('done');
    const gone = 'c0ffee00-1111-4222-8333-444455556666';
    expect(await kim.desk.devices.reorder([gone, kim.devices()[0]!.id])).toMatchObject({
      ok: false,
      error: { code: 'listChanged' },
    });
  });

  it('lets nobody block a device of their own', async () => {
    await kim.begins(key);
    await kim.sees('done');
    const asked = sandbox.requests.length;
    expect(await kim.desk.devices.administer(kim.devices()[0]!.id, 'block')).toEqual({
      ok: false,
      error: { code: 'notAllowed' },
    });
    expect(sandbox.requests.slice(asked).map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('what takes the place of another device', () => {
  it('is told of the old one all along, and takes nothing away by itself', async () => {
    await kim.begins(key, 'Old key');
    await kim.sees('done');
    kim.closes();
    const [old] = kim.devices();
    ceremony.key = createSoftKey();
    await kim.desk.begin(old!.id);
    expect(kim.view()?.replaces).toEqual({ deviceId: old!.id, type: 'FIDO2', name: 'Old key' });
    kim.act({ kind: 'choose', type: 'FIDO2' });
    await kim.sees('describe', { namesTaken: ['Old key'] });
    kim.act({ kind: 'describe', details: key, nickname: 'New key', ownerConfirmed: false });
    expect(await verdict()).toMatchObject({ kind: 'proven' });
    expect(kim.view()?.replaces).toMatchObject({ deviceId: old!.id });
    expect(kim.devices().map(({ nickname }) => nickname)).toEqual(['Old key', 'New key']);
  });

  it('has to be there', async () => {
    expect(await kim.desk.begin('c0ffee00-1111-4222-8333-444455556666')).toMatchObject({
      ok: false,
      error: { code: 'deviceGone' },
    });
  });
});
