import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceMemory, type DeviceMemory } from '../../../../electron/devices/memory';
import { createHandlers, type HandlerDependencies } from '../../../../electron/ipc/handlers';
import { createPingOneDevices } from '../../../../electron/pingone/devices';
import { fail, ok, type Result } from '../../../../shared/result';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { workerToken } from '../../../sandbox/sign-in';
import { context, createClient, endpointsAt } from '../pingone/wire';
import { createWholeDesk, type WholeDesk } from '../whole-desk';

let sandbox: Sandbox;
let kim: WholeDesk;
let memory: DeviceMemory;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  memory = createDeviceMemory(
    join(await mkdtemp(join(tmpdir(), 'desk-')), 'devices.json'),
    () => 1,
  );
  kim = await createWholeDesk(sandbox, { ports: { memory } });
});
afterEach(async () => {
  sandbox.agent.mode = 'confirm';
  await sandbox.agent.unsquat();
  await sandbox.agent.start();
  await kim.leaves();
  for (const { id } of kim.devices()) must(await kim.desk.devices.remove(id, true));
  await kim.desk.close();
});

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const workstation = async () => must(await kim.desk.devices.list()).workstation;
const pairs = async (): Promise<string> => {
  await kim.begins({ type: 'PINGID_DESKTOP_GEN2' });
  const { device, verdict } = await kim.sees('done');
  expect(verdict.kind).toBe('proven');
  kim.closes();
  return device.id;
};
const removes = async (deviceId: string) => must(await kim.desk.devices.remove(deviceId, true));

describe('PingID Desktop of this workstation', () => {
  it('is not paired, then is, and it is remembered by whom', async () => {
    expect(await workstation()).toBe('notPaired');
    const deviceId = await pairs();
    expect(await workstation()).toBe('paired');
    expect((await memory.recall()).get(deviceId)).toMatchObject({
      pairedHere: true,
      userId: kim.person.id,
      forgotten: false,
    });
  });

  it('is paired there and not here, once it was removed from here, until it is paired anew', async () => {
    const deviceId = await pairs();
    expect((await memory.recall()).get(deviceId)?.proof).not.toBeNull();
    await removes(deviceId);
    expect(await workstation()).toBe('thereNotHere');
    // what proved it is as gone as the device
    expect((await memory.recall()).get(deviceId)).toMatchObject({ pairedHere: true, proof: null });
    await pairs();
    expect(await workstation()).toBe('paired');
  });

  it('is paired there and not here, once an administrator has removed it', async () => {
    const deviceId = await pairs();
    const { apiBaseUrl, authBaseUrl, environmentId } = sandbox.address;
    const token = await workerToken(sandbox.address);
    const { http } = createClient(endpointsAt(apiBaseUrl, authBaseUrl, environmentId), {
      accessToken: () => ok(token),
    });
    must(await createPingOneDevices({ http }).remove(kim.person.id, deviceId, context()));
    expect(await workstation()).toBe('thereNotHere');
    expect(must(await kim.desk.workstation.preflight()).findings).toEqual([]);
  });

  it('is paired here and not there, once it says that it does not know the pairing', async () => {
    const deviceId = await pairs();
    sandbox.agent.forget();
    must(await kim.desk.prove(deviceId));
    const { verdict } = await kim.sees('done');
    expect(verdict).toMatchObject({ kind: 'notProven', reason: { code: 'agentForgot' } });
    kim.closes();
    expect(await workstation()).toBe('hereNotThere');
    // removed here as well, nothing is left of it on either side
    await removes(deviceId);
    expect(await workstation()).toBe('notPaired');
    await pairs();
    expect(await workstation()).toBe('paired');
  });

  it('is paired again, once it has shown that it knows the pairing after all', async () => {
    const deviceId = await pairs();
    await memory.remember(deviceId, { forgotten: true });
    expect(await workstation()).toBe('hereNotThere');
    must(await kim.desk.prove(deviceId));
    expect((await kim.sees('done')).verdict.kind).toBe('proven');
    kim.closes();
    expect(await workstation()).toBe('paired');
  });

  it('of one person says nothing to the next', async () => {
    await removes(await pairs());
    const alex = await createWholeDesk(sandbox, { username: 'alex', ports: { memory } });
    expect(must(await alex.desk.devices.list()).workstation).toBe('notPaired');
    await alex.desk.close();
  });
});

describe('a pairing that fails before anything is created', () => {
  it('says the exact cause', async () => {
    await sandbox.agent.stop();
    expect(await sandbox.agent.squat()).toBe(true);
    must(await kim.desk.begin(null));
    kim.act({ kind: 'choose', type: 'PINGID_DESKTOP_GEN2' });
    const { error } = await kim.sees('failed');
    expect(error).toEqual({ code: 'agentSquatted', port: sandbox.agent.port });
    expect(kim.devices()).toEqual([]);
  });
});

describe('a pairing that PingID Desktop refuses', () => {
  it.each([
    ['decline', 'agentDeclined'],
    ['originRefused', 'agentOriginRefused'],
    ['notFound', 'agentTooOld'],
    ['alreadyPaired', 'agentAlreadyPaired'],
    ['html', 'agentNotPingId'],
  ] as const)('%s: %s, and leaves no device behind', async (mode, code) => {
    sandbox.agent.mode = mode;
    await kim.begins({ type: 'PINGID_DESKTOP_GEN2' });
    const { error } = await kim.sees('failed');
    expect(error.code).toBe(code);
    expect(kim.devices()).toEqual([]);
    expect(await workstation()).toBe('notPaired');
  });
});

describe('the preflight, from the window', () => {
  const handlers = (copied: string[]) => {
    const reached: Partial<HandlerDependencies> = {
      desk: () => kim.desk,
      copy: (text) => void copied.push(text),
    };
    return createHandlers(reached as HandlerDependencies).workstation;
  };

  it('copies the command that it found, and nothing that the page makes up', async () => {
    const copied: string[] = [];
    const { preflight, copyCommand } = handlers(copied);
    await sandbox.agent.stop();
    const { findings } = must(await preflight(undefined));
    expect(findings).toMatchObject([{ error: { code: 'agentNotRunning' }, stops: true }]);
    const { command } = findings[0]!;
    expect(await copyCommand({ command: 'rm -r ~' })).toEqual(fail({ code: 'notAllowed' }));
    expect(await copyCommand({ command: command! })).toEqual(ok(undefined));
    expect(copied).toEqual([command]);
  });
});
