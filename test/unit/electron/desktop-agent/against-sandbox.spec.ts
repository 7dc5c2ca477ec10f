import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ok, type Result } from '../../../../shared/result';
import type { DesktopAgent } from '../../../../electron/desktop-agent/client';
import { createDeviceAuthentications } from '../../../../electron/pingone/device-authentications';
import { createPingOneDevices } from '../../../../electron/pingone/devices';
import { createSandbox, type AgentMode, type Sandbox } from '../../../sandbox';
import { workerToken } from '../../../sandbox/sign-in';
import { context, createClient, endpointsAt } from '../pingone/wire';
import { agentAt, never } from './agent-server';

let sandbox: Sandbox;
let userId: string;
let services: ReturnType<typeof createServices>;

const createServices = (token: string) => {
  const { apiBaseUrl, authBaseUrl, environmentId } = sandbox.address;
  const { http, log } = createClient(endpointsAt(apiBaseUrl, authBaseUrl, environmentId), {
    accessToken: () => ok(token),
    limits: { answerWithin: 10_000, total: 30_000 },
  });
  return {
    devices: createPingOneDevices({ http }),
    authentications: createDeviceAuthentications({ http, log }),
  };
};

beforeAll(async () => {
  sandbox = await createSandbox();
  userId = sandbox.address.users[0]!.id;
  services = createServices(await workerToken(sandbox.address));
});
afterAll(() => sandbox.close());
afterEach(async () => {
  sandbox.agent.mode = 'confirm';
  for (const { id } of sandbox.devices(userId))
    await services.devices.remove(userId, id, context());
});

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
const agent = (): DesktopAgent =>
  agentAt(Number(new URL(sandbox.address.desktopAgentUrl).port), {
    limits: { connect: 2_000, answer: 500 },
  });
const create = async () => {
  const { id } = sandbox.address.relyingParty;
  const { device, desktopOptions } = must(
    await services.devices.create(
      userId,
      {
        type: 'PINGID_DESKTOP_GEN2',
        fields: { rp: { id, name: id } },
        nickname: 'Desk',
        policyId: null,
      },
      context(),
    ),
  );
  return { deviceId: device.id, options: desktopOptions ?? '' };
};

it('PingID Desktop is paired, and proven by its own signature', async () => {
  const desktop = agent();
  const { deviceId, options } = await create();
  const attestation = must(await desktop.register(options, never()));
  const paired = must(
    await services.devices.activate(userId, deviceId, { attestation }, context()),
  );
  expect(paired).toMatchObject({
    status: 'active',
    unitId: sandbox.agent.unitId,
    description: 'macOS 15.7.3 · PingID Desktop 1.0.0',
  });

  const { authentications } = services;
  const begun = must(await authentications.begin(userId, deviceId, null, context()));
  expect(begun).toMatchObject({ status: 'ASSERTION_REQUIRED', selectedDeviceId: deviceId });
  const assertion = must(await desktop.authenticate(begun.prompt?.options ?? '', never()));
  const { origin } = sandbox.address.relyingParty;
  expect(
    await authentications.checkAssertion(begun.id, { origin, assertion }, context()),
  ).toMatchObject(ok({ status: 'COMPLETED', selectedDeviceId: deviceId, prompt: null }));
});

describe('the agent misbehaves', () => {
  const faults = {
    hang: 'agentTimedOut',
    decline: 'agentDeclined',
    alreadyPaired: 'agentAlreadyPaired',
    originRefused: 'agentOriginRefused',
    clientError: 'agentDeclined',
    serverError: 'agentDeclined',
    notFound: 'agentTooOld',
    html: 'agentNotPingId',
    oversized: 'agentNotPingId',
    redirect: 'agentNotPingId',
    garbage: 'agentNotPingId',
    cut: 'agentInterrupted',
    echo: 'agentNotPingId',
  } satisfies Partial<Record<AgentMode, string>>;

  it.each(Object.entries(faults) as [AgentMode, string][])('%s: %s', async (mode, code) => {
    sandbox.agent.mode = mode;
    const { options } = await create();
    expect(await agent().register(options, never())).toMatchObject({ ok: false, error: { code } });
  });

  it('an origin that does not lie under the relying party is refused', async () => {
    const { options } = await create();
    const foreign = agentAt(sandbox.agent.port, { origin: 'https://desk.example.net' });
    expect(await foreign.register(options, never())).toMatchObject({
      error: { code: 'agentOriginRefused' },
    });
  });

  it('it has lost what it had: it does not know the pairing any more', async () => {
    const desktop = agent();
    const { deviceId, options } = await create();
    const attestation = must(await desktop.register(options, never()));
    must(await services.devices.activate(userId, deviceId, { attestation }, context()));
    sandbox.agent.forget();
    const begun = must(await services.authentications.begin(userId, deviceId, null, context()));
    expect(await desktop.authenticate(begun.prompt?.options ?? '', never())).toMatchObject({
      error: { code: 'agentForgot' },
    });
  });

  it('replay: what it answered before', async () => {
    const desktop = agent();
    must(await desktop.register((await create()).options, never()));
    sandbox.agent.mode = 'replay';
    const { options } = await create();
    expect(await desktop.register(options, never())).toMatchObject({
      error: { code: 'agentNotPingId' },
    });
  });

  it('foreignKey: only PingOne can tell, and the device stays pending', async () => {
    sandbox.agent.mode = 'foreignKey';
    const { deviceId, options } = await create();
    const attestation = must(await agent().register(options, never()));
    expect(
      await services.devices.activate(userId, deviceId, { attestation }, context()),
    ).toMatchObject({ ok: false, error: { code: 'refused', status: 400, target: 'attestation' } });
    expect(must(await services.devices.read(userId, deviceId, context())).status).toBe('pending');
  });

  it('stopped: nobody there', async () => {
    await sandbox.agent.stop();
    const { options } = await create();
    const result = await agent().register(options, never());
    await sandbox.agent.start();
    expect(result).toMatchObject({ error: { code: 'agentNotRunning' } });
  });
});
