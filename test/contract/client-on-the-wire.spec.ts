import { afterAll, beforeAll, expect, it } from 'vitest';
import { fail, ok } from '../../shared/result';
import { hardwareToken } from '../../electron/pairing/challenges/hardware-token';
import { createDeviceAuthentications } from '../../electron/pingone/device-authentications';
import { createPingOneDevices } from '../../electron/pingone/devices';
import { createPairingKeys } from '../../electron/pingone/pairing-keys';
import {
  context,
  createClient,
  createWire,
  endpointsAt,
  type Wire,
} from '../unit/electron/pingone/wire';
import {
  activateByCode,
  activateOathToken,
  activatePingIdDesktop,
  cancelPush,
  pairingKey,
  validateOtp,
} from './examples';

let wire: Wire;
beforeAll(async () => {
  wire = await createWire();
});
afterAll(() => wire.close());

const clientFor = (environmentId: string) => {
  const { http, log } = createClient(endpointsAt(wire.origin, wire.origin, environmentId));
  return {
    devices: createPingOneDevices({ http }),
    pairingKeys: createPairingKeys({ http }),
    authentications: createDeviceAuthentications({ http, log }),
  };
};

/** The one request that was made: what a page of PingOne's can say about it. */
const sent = () => {
  expect(wire.seen).toHaveLength(1);
  const { method, url, headers, body } = wire.seen[0]!;
  return {
    method,
    url,
    contentType: headers['content-type'],
    authorization: headers.authorization,
    body: JSON.parse(body),
  };
};

it('seed 000: a device is activated by its code', async () => {
  const { environmentId, userId, deviceId, contentType, body, status } = activateByCode;
  wire.answer({ status, json: { id: deviceId, type: 'EMAIL', status: 'ACTIVE' } });
  const activated = await clientFor(environmentId).devices.activate(
    userId,
    deviceId,
    { otp: body.otp },
    context(),
  );
  expect(sent()).toEqual({
    method: 'POST',
    url: `/v1/environments/${environmentId}/users/${userId}/devices/${deviceId}`,
    contentType,
    authorization: 'Bearer token-1',
    body,
  });
  expect(activated).toMatchObject(ok({ id: deviceId, status: 'active' }));
});

it('seed 002: PingID Desktop is activated by its attestation, without an origin', async () => {
  const { environmentId, userId, deviceId, contentType, body, status, answer } =
    activatePingIdDesktop;
  wire.answer({ status, json: answer });
  const activated = await clientFor(environmentId).devices.activate(
    userId,
    deviceId,
    { attestation: body.attestation },
    context(),
  );
  expect(sent()).toEqual({
    method: 'POST',
    url: `/v1/environments/${environmentId}/users/${userId}/devices/${deviceId}`,
    contentType,
    authorization: 'Bearer token-1',
    body,
  });
  expect(activated).toEqual(
    ok({
      id: answer.id,
      type: answer.type,
      status: 'active',
      nickname: answer.nickname,
      email: null,
      phone: null,
      extension: null,
      serialNumber: null,
      tokenType: null,
      description: 'macOS 15.7.3 · PingID Desktop 1.0.0',
      unitId: answer.unitId,
      rpId: answer.rp.id,
      locked: false,
      lockedUntil: null,
      blocked: false,
      createdAt: Date.parse(answer.createdAt),
      updatedAt: Date.parse(answer.updatedAt),
    }),
  );
});

it.each(['001', '003'])(
  'seed %s: a hardware token that drifted is activated by two codes, each with oathResync',
  async () => {
    const { contentType, body, status, answer } = activateOathToken;
    const { environmentId, userId, deviceId } = activateByCode;
    const { devices } = clientFor(environmentId);
    const activate = (otp: string) =>
      devices.activate(userId, deviceId, hardwareToken.activation(otp, ''), context());

    wire.answer({ status, json: answer });
    expect(await activate(body.otp)).toEqual(
      fail({ code: 'extraCodeRequired', reference: answer.id }),
    );
    expect(sent()).toEqual({
      method: 'POST',
      url: `/v1/environments/${environmentId}/users/${userId}/devices/${deviceId}`,
      contentType,
      authorization: 'Bearer token-1',
      body,
    });

    const next = '13173503';
    wire.answer({ json: { id: deviceId, type: 'OATH_TOKEN', status: 'ACTIVE' } });
    expect(await activate(next)).toMatchObject(ok({ id: deviceId, status: 'active' }));
    expect(JSON.parse(wire.seen.at(-1)!.body)).toEqual({ ...body, otp: next });
  },
);

it('seed 004: a one-time code is checked on the auth host, without /v1 and without /as', async () => {
  const { environmentId, authenticationId, contentType, body, status, answer } = validateOtp;
  wire.answer({ status, json: answer, headers: { 'Correlation-Id': 'c-1' } });
  const checked = await clientFor(environmentId).authentications.checkCode(
    authenticationId,
    body.otp,
    context(),
  );
  expect(sent()).toEqual({
    method: 'POST',
    url: `/${environmentId}/deviceAuthentications/${authenticationId}`,
    contentType,
    authorization: 'Bearer token-1',
    body,
  });
  expect(checked).toEqual(
    ok({
      id: answer.id,
      status: 'COMPLETED',
      selectedDeviceId: answer.selectedDevice.id,
      prompt: null,
      offered: [],
      error: null,
      correlationId: 'c-1',
    }),
  );
});

it('a pairing key is asked for under the policy, for every app that it has', async () => {
  const { environmentId, userId, contentType, body, status, answer } = pairingKey;
  wire.answer({ status, json: answer });
  const { policy } = body;
  const created = await clientFor(environmentId).pairingKeys.create(userId, policy.id, context());
  expect(sent()).toEqual({
    method: 'POST',
    url: `/v1/environments/${environmentId}/users/${userId}/pairingKeys`,
    contentType,
    authorization: 'Bearer token-1',
    body: { policy },
  });
  expect(created).toEqual(ok({ id: answer.id, code: answer.code, status: 'unclaimed' }));
});

it('a push is cancelled for another device', async () => {
  const { environmentId, authenticationId, contentType, body, status } = cancelPush;
  wire.answer({ status, json: { ...validateOtp.answer, status: 'DEVICE_SELECTION_REQUIRED' } });
  const { authentications } = clientFor(environmentId);
  const cancelled = await authentications.cancelPush(authenticationId, context());
  expect(sent()).toEqual({
    method: 'POST',
    url: `/${environmentId}/deviceAuthentications/${authenticationId}`,
    contentType,
    authorization: 'Bearer token-1',
    body,
  });
  expect(cancelled).toMatchObject(ok({ status: 'DEVICE_SELECTION_REQUIRED' }));
});
