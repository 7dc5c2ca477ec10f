import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../shared/result';
import { createDesktopAgent, type DesktopAgent } from '../../electron/desktop-agent/client';
import {
  createDeviceAuthentications,
  type DeviceAuthentications,
} from '../../electron/pingone/device-authentications';
import { createPingOneDevices, type PingOneDevices } from '../../electron/pingone/devices';
import type { Answer } from '../../electron/pingone/answer';
import type { PingOneHttp } from '../../electron/pingone/http';
import { createPairingKeys } from '../../electron/pingone/pairing-keys';
import { ok } from '../../shared/result';
import { createSandbox, type Sandbox } from '../sandbox';
import { userToken } from '../sandbox/sign-in';
import { context, createClient, endpointsAt } from '../unit/electron/pingone/wire';
import {
  activateByCode,
  activateOathToken,
  activatePingIdDesktop,
  cancelPush,
  pairingKey,
  shapeOf,
  validateOtp,
} from './examples';

let sandbox: Sandbox;
let userId: string;
let token: string;
let devices: PingOneDevices;
let authentications: DeviceAuthentications;
let agent: DesktopAgent;
let http: PingOneHttp;
/** bodies of the answers, in order */
const answers: unknown[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({
    switches: { unknownProperties: false, deviceAuthenticationFields: 'lean' },
  });
  const { address } = sandbox;
  const [kim] = address.users;
  userId = kim!.id;
  token = await userToken(address, kim!);
  const { apiBaseUrl, authBaseUrl, environmentId } = address;
  const client = createClient(endpointsAt(apiBaseUrl, authBaseUrl, environmentId), {
    accessToken: () => ok(token),
    limits: { answerWithin: 10_000, total: 30_000 },
  });
  const keep = (sent: Result<Answer>) => {
    answers.push(sent.ok ? sent.value.body : sent.error);
    return sent;
  };
  http = {
    send: async (...all: Parameters<typeof client.http.send>) =>
      keep(await client.http.send(...all)),
  };
  devices = createPingOneDevices({ http });
  authentications = createDeviceAuthentications({ http, log: client.log });
  agent = createDesktopAgent({
    port: Number(new URL(address.desktopAgentUrl).port),
    origin: address.relyingParty.origin,
    log: client.log,
  });
});
afterAll(() => sandbox.close());
afterEach(async () => {
  for (const { id } of sandbox.devices(userId)) await devices.remove(userId, id, context());
});

const expectOk = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const create = async (type: string, fields: Record<string, unknown>, nickname: string | null) =>
  expectOk(await devices.create(userId, { type, fields, nickname, policyId: null }, context()));

/** The last request that the sandbox saw on PingOne's side, as a page can describe it. */
const received = () => {
  const { host, method, path, headers, body, status } = sandbox.requests
    .filter((request) => request.host !== 'agent')
    .at(-1)!;
  return {
    host,
    method,
    path,
    contentType: headers['content-type'],
    authorization: headers.authorization,
    body: shapeOf(JSON.parse(body)),
    status,
  };
};

const activeEmail = async (): Promise<string> => {
  const { device } = await create('EMAIL', { email: 'kim@example.org' }, null);
  const otp = sandbox.messages()[0]!.code;
  expectOk(await devices.activate(userId, device.id, { otp }, context()));
  return device.id;
};

describe('the sandbox answers like the pages', () => {
  it('seed 000: activation by code', async () => {
    const { device } = await create('EMAIL', { email: 'kim@example.org' }, null);
    const otp = sandbox.messages()[0]!.code;
    const activated = expectOk(await devices.activate(userId, device.id, { otp }, context()));
    expect(activated).toMatchObject({ id: device.id, type: 'EMAIL', status: 'active' });
    expect(received()).toEqual({
      host: 'api',
      method: 'POST',
      path: `/v1/environments/${sandbox.address.environmentId}/users/${userId}/devices/${device.id}`,
      contentType: activateByCode.contentType,
      authorization: `Bearer ${token}`,
      body: shapeOf(activateByCode.body),
      status: activateByCode.status,
    });
  });

  it.each([
    ['001', 'HOTP0003DRIFT', 0],
    ['003', 'TOTP0003DRIFT', 30_000],
  ])(
    'seed %s: a token that drifted (%s) needs the next code too',
    async (_seed, serialNumber, wait) => {
      const { clock, tokens, address } = sandbox;
      // a second into a time step, so that none ends under the test
      clock.set(Math.ceil(Date.now() / 30_000) * 30_000 + 1_000);
      const { device } = await create('OATH_TOKEN', { serialNumber }, null);
      const { environmentId, apiBaseUrl } = address;
      const path = `/v1/environments/${environmentId}/users/${userId}/devices/${device.id}`;
      const request = {
        host: 'api',
        method: 'POST',
        path,
        contentType: activateOathToken.contentType,
        authorization: `Bearer ${token}`,
        body: shapeOf(activateOathToken.body),
      };

      // by hand: the client does not show a refusal as it came
      const refusal = await fetch(apiBaseUrl + path, {
        method: 'POST',
        headers: {
          'Content-Type': activateOathToken.contentType,
          Authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ otp: tokens.find(serialNumber).press(), oathResync: true }),
      });
      expect(received()).toEqual({ ...request, status: activateOathToken.status });
      expect(await refusal.json()).toEqual({
        ...activateOathToken.answer,
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
      });
      expect(expectOk(await devices.read(userId, device.id, context())).status).toBe('pending');

      clock.advance(wait);
      const otp = tokens.find(serialNumber).press();
      const answer = { otp, oathResync: true } as const;
      const activated = expectOk(await devices.activate(userId, device.id, answer, context()));
      expect(activated).toMatchObject({ id: device.id, type: 'OATH_TOKEN', status: 'active' });
      expect(received()).toEqual({ ...request, status: activateOathToken.statusWithTheNextCode });
    },
  );

  it('seed 002: activation of PingID Desktop, key by key', async () => {
    const { relyingParty } = sandbox.address;
    const rp = { id: relyingParty.id, name: relyingParty.id };
    const { device, desktopOptions } = await create('PINGID_DESKTOP_GEN2', { rp }, 'Desk 1');
    const attestation = expectOk(await agent.register(desktopOptions ?? '', context().signal));
    const activated = expectOk(
      await devices.activate(userId, device.id, { attestation }, context()),
    );
    expect(activated).toMatchObject({ status: 'active', rpId: relyingParty.id });
    expect(shapeOf(answers.at(-1))).toEqual(shapeOf(activatePingIdDesktop.answer));
    expect(received()).toEqual({
      host: 'api',
      method: 'POST',
      path: `/v1/environments/${sandbox.address.environmentId}/users/${userId}/devices/${device.id}`,
      contentType: activatePingIdDesktop.contentType,
      authorization: `Bearer ${token}`,
      body: shapeOf(activatePingIdDesktop.body),
      status: activatePingIdDesktop.status,
    });
  });

  it('seed 004: check of a one-time code, key by key', async () => {
    const deviceId = await activeEmail();
    const begun = expectOk(await authentications.begin(userId, deviceId, null, context()));
    expect(begun).toMatchObject({ status: 'OTP_REQUIRED', selectedDeviceId: deviceId });
    const otp = sandbox.messages()[0]!.code;
    const checked = expectOk(await authentications.checkCode(begun.id, otp, context()));
    expect(checked).toMatchObject({ status: 'COMPLETED', selectedDeviceId: deviceId });
    expect(shapeOf(answers.at(-1))).toEqual(shapeOf(validateOtp.answer));
    expect(received()).toEqual({
      host: 'auth',
      method: 'POST',
      path: `/${sandbox.address.environmentId}/deviceAuthentications/${begun.id}`,
      contentType: validateOtp.contentType,
      authorization: `Bearer ${token}`,
      body: shapeOf(validateOtp.body),
      status: validateOtp.status,
    });
  });

  it('a pairing key, key by key', async () => {
    const { apiBaseUrl, environmentId } = sandbox.address;
    const path = `/v1/environments/${environmentId}/users/${userId}/pairingKeys`;
    const [application] = sandbox.switches.policy.mobile.applications;
    const headers = { 'Content-Type': pairingKey.contentType, Authorization: `Bearer ${token}` };
    // by hand: the client names no apps
    const created = await fetch(apiBaseUrl + path, {
      method: 'POST',
      headers,
      body: JSON.stringify({ applications: [{ id: application!.id }] }),
    });
    expect(created.status).toBe(pairingKey.status);
    const { _links, ...key } = (await created.json()) as typeof pairingKey.answer & {
      _links: object;
    };
    expect(shapeOf(key)).toEqual(shapeOf(pairingKey.answer));
    expect(key.status).toBe(pairingKey.answer.status);
    expect(created.headers.get('location')).toBe(`${apiBaseUrl}${path}/${key.id}`);
    const read = await fetch(`${apiBaseUrl}${path}/${key.id}`, { headers });
    expect(await read.json()).toEqual({ ...key, _links });
    const removed = await fetch(`${apiBaseUrl}${path}/${key.id}`, { method: 'DELETE', headers });
    expect(removed.status).toBe(204);
  });

  it('a push that is cancelled asks for another device', async () => {
    const pairingKeys = createPairingKeys({ http });
    const { code } = expectOk(await pairingKeys.create(userId, null, context()));
    const { deviceId } = sandbox.phoneApps.claim(code ?? '');
    const begun = expectOk(await authentications.begin(userId, deviceId, null, context()));
    expect(begun.status).toBe('PUSH_CONFIRMATION_REQUIRED');
    const cancelled = expectOk(await authentications.cancelPush(begun.id, context()));
    expect(cancelled).toMatchObject({
      status: 'DEVICE_SELECTION_REQUIRED',
      selectedDeviceId: deviceId,
    });
    expect(received()).toEqual({
      host: 'auth',
      method: 'POST',
      path: `/${sandbox.address.environmentId}/deviceAuthentications/${begun.id}`,
      contentType: cancelPush.contentType,
      authorization: `Bearer ${token}`,
      body: shapeOf(cancelPush.body),
      status: cancelPush.status,
    });
  });

  it('contact data is masked as in the page', async () => {
    const begun = expectOk(
      await authentications.begin(userId, await activeEmail(), null, context()),
    );
    expect(begun.status).toBe('OTP_REQUIRED');
    const [shown] = (answers.at(-1) as typeof validateOtp.answer)._embedded.devices;
    expect(shown.email).toMatch(/^[^@]\*{4}@example\.org$/);
  });
});

describe('the shape of an answer', () => {
  it('tells a missing, a new and a changed field apart', () => {
    const { answer } = validateOtp;
    const { policy: _policy, ...without } = answer;
    for (const other of [without, { ...answer, more: 1 }, { ...answer, status: 1 }])
      expect(shapeOf(other)).not.toEqual(shapeOf(answer));
  });
});
