import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Permission } from '../../sandbox';
import { PERMISSIONS } from '../../sandbox/auth/permissions';
import { JSON_TYPE, vendorType } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import {
  ACTIVATE,
  call,
  createBench,
  NOBODY,
  OTP_CHECK,
  problem,
  REMOVE_ORDER,
  REORDER,
  RESEND,
  SELECT,
  type Bench,
  type Call,
} from './caller';

let bench: Bench;
let morgan: string;

beforeAll(async () => {
  bench = await createBench();
  morgan = await bench.operator();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const DENIED = problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' });

interface Probe {
  permission: Permission;
  method: string;
  /** On the auth host where it begins with `deviceAuthentications`. */
  path: string;
  type?: string;
  body?: JsonObject;
  /** What somebody with the permission is told. */
  granted: number;
}

const nobody = `/users/${NOBODY}`;
const post = (type: string, body?: JsonObject) => ({ method: 'POST', type, ...(body && { body }) });
const email = { type: 'EMAIL', email: 'nobody@example.org', status: 'ACTIVATION_REQUIRED' };
const updating = { permission: 'updateDevice', granted: 404 } as const;
const authenticating = { permission: 'authenticateDevice', granted: 404 } as const;

/** Every operation that an operator has, on people and things that do not exist. */
const PROBES: Probe[] = [
  { permission: 'readUser', method: 'GET', path: '/users', granted: 200 },
  { permission: 'readUser', method: 'GET', path: nobody, granted: 404 },
  { permission: 'readPopulation', method: 'GET', path: '/populations', granted: 200 },
  { permission: 'readPopulation', method: 'GET', path: `/populations/${NOBODY}`, granted: 404 },
  { permission: 'readDevice', method: 'GET', path: `${nobody}/devices`, granted: 404 },
  { permission: 'readDevice', method: 'GET', path: `${nobody}/devices/${NOBODY}`, granted: 404 },
  {
    permission: 'createDevice',
    ...post(JSON_TYPE, email),
    path: `${nobody}/devices`,
    granted: 404,
  },
  { ...updating, ...post(ACTIVATE, { otp: '1' }), path: `${nobody}/devices/${NOBODY}` },
  { ...updating, ...post(RESEND), path: `${nobody}/devices/${NOBODY}` },
  { ...updating, ...post(REORDER, { order: [] }), path: `${nobody}/devices` },
  { ...updating, ...post(REMOVE_ORDER), path: `${nobody}/devices` },
  {
    ...updating,
    method: 'PUT',
    type: JSON_TYPE,
    body: { nickname: 'x' },
    path: `${nobody}/devices/${NOBODY}/nickname`,
  },
  {
    permission: 'deleteDevice',
    method: 'DELETE',
    path: `${nobody}/devices/${NOBODY}`,
    granted: 404,
  },
  {
    permission: 'createPairingKey',
    ...post(JSON_TYPE, {}),
    path: `${nobody}/pairingKeys`,
    granted: 404,
  },
  {
    permission: 'readPairingKey',
    method: 'GET',
    path: `${nobody}/pairingKeys/${NOBODY}`,
    granted: 404,
  },
  {
    permission: 'deletePairingKey',
    method: 'DELETE',
    path: `${nobody}/pairingKeys/${NOBODY}`,
    granted: 404,
  },
  { permission: 'readMfaEnabled', method: 'GET', path: `${nobody}/mfaEnabled`, granted: 404 },
  {
    permission: 'updateMfaEnabled',
    method: 'PUT',
    type: JSON_TYPE,
    body: { mfaEnabled: true },
    path: `${nobody}/mfaEnabled`,
    granted: 404,
  },
  { permission: 'readPolicy', method: 'GET', path: '/deviceAuthenticationPolicies', granted: 200 },
  {
    permission: 'readPolicy',
    method: 'GET',
    path: `/deviceAuthenticationPolicies/${NOBODY}`,
    granted: 404,
  },
  { permission: 'readMfaSettings', method: 'GET', path: '/mfaSettings', granted: 200 },
  {
    ...authenticating,
    ...post(JSON_TYPE, { user: { id: NOBODY } }),
    path: 'deviceAuthentications',
  },
  { ...authenticating, method: 'GET', path: `deviceAuthentications/${NOBODY}` },
  {
    ...authenticating,
    ...post(SELECT, { device: { id: NOBODY } }),
    path: `deviceAuthentications/${NOBODY}`,
  },
  { ...authenticating, ...post(OTP_CHECK, { otp: '1' }), path: `deviceAuthentications/${NOBODY}` },
  {
    ...authenticating,
    ...post(vendorType('cancel.push.authentication'), { reason: 'CHANGE_DEVICE' }),
    path: `deviceAuthentications/${NOBODY}`,
  },
  ...(['block', 'unblock', 'unlock'] as const).map((action): Probe => ({
    permission: action === 'unlock' ? 'unlockDevice' : 'blockDevice',
    ...post(vendorType(`device.${action}`)),
    path: `${nobody}/devices/${NOBODY}`,
    granted: 404,
  })),
  {
    permission: 'requestLogs',
    method: 'PUT',
    type: JSON_TYPE,
    body: { status: 'PENDING' },
    path: `${nobody}/devices/${NOBODY}/logs`,
    granted: 404,
  },
  { permission: 'readOathToken', method: 'GET', path: '/oathTokens', granted: 200 },
  { permission: 'readOathToken', method: 'GET', path: `/oathTokens/${NOBODY}`, granted: 404 },
  {
    permission: 'updateOathToken',
    ...post(vendorType('device.resync'), { otps: ['1', '2'] }),
    path: `/oathTokens/${NOBODY}`,
    granted: 404,
  },
  { permission: 'updateOathToken', ...post(JSON_TYPE, {}), path: '/oathTokens', granted: 400 },
];

const urlOf = ({ path }: Probe) =>
  path.startsWith('/')
    ? bench.api(path)
    : bench.authentications(path.slice('deviceAuthentications'.length));
const send = (probe: Probe, token: string, changes: Partial<Call> = {}) => {
  const { method, type, body } = probe;
  return call(urlOf(probe), { method, type, ...(body && { body }), token, ...changes });
};
const all = PROBES.map(
  (probe) => [`${probe.method} ${probe.path} ${probe.type ?? ''}`, probe] as const,
);

it('cover every permission', () => {
  expect(new Set(PROBES.map(({ permission }) => permission))).toEqual(new Set(PERMISSIONS));
});

describe.each(all)('%s', (_name, probe) => {
  it('harms nobody who has the permission', async () => {
    expect((await send(probe, morgan)).status).toBe(probe.granted);
  });

  it('is allowed while everything else is withheld', async () => {
    const { switches } = bench.sandbox;
    switches.withheldPermissions = PERMISSIONS.filter((one) => one !== probe.permission);
    expect((await send(probe, morgan)).status).toBe(probe.granted);
  });

  it('is 403 without it, to every operator and to no worker', async () => {
    bench.sandbox.switches.withheldPermissions = [probe.permission];
    expect(await send(probe, morgan)).toMatchObject(DENIED);
    expect(await send(probe, await bench.operator('robin'))).toMatchObject(DENIED);
    expect((await send(probe, bench.worker)).status).toBe(probe.granted);
  });

  it('is 403 before the body is read, and whoever it is about', async () => {
    bench.sandbox.switches.withheldPermissions = [probe.permission];
    const kims = { ...probe, path: probe.path.replace(NOBODY, bench.kim.id) };
    expect(await send(kims, morgan)).toMatchObject(DENIED);
    const nonsense = probe.body ? { body: '{' } : {};
    expect(await send(probe, morgan, nonsense)).toMatchObject(DENIED);
  });
});

describe('refusals in their order', () => {
  const [unlike] = PROBES.filter(({ permission }) => permission === 'createDevice') as [Probe];

  it.each([
    ['a path that is none: 404', { ...unlike, path: '/nowhere' }, {}, 404],
    ['a method that is none: 405', unlike, { method: 'PATCH' }, 405],
    ['no token: 401', unlike, { token: undefined }, 401],
    ['a media type that is none: 415', unlike, { type: vendorType('device.create') }, 415],
    ['no right: 403', unlike, { body: 'nonsense' }, 403],
  ])('%s', async (_name, probe, changes, status) => {
    bench.sandbox.switches.withheldPermissions = ['createDevice'];
    expect((await send(probe, morgan, changes)).status).toBe(status);
  });

  it('nobody there: 404, and only then the body', async () => {
    expect((await send(unlike, morgan, { body: 'nonsense' })).status).toBe(404);
    const kims = { ...unlike, path: unlike.path.replace(NOBODY, bench.kim.id) };
    expect((await send(kims, morgan, { body: 'nonsense' })).status).toBe(400);
  });

  it('media types come before rights in device authentications too', async () => {
    bench.sandbox.switches.withheldPermissions = ['authenticateDevice'];
    const url = bench.authentications(`/${NOBODY}`);
    const options = { method: 'POST', type: 'text/plain', body: '{}', token: morgan };
    expect((await call(url, options)).status).toBe(415);
  });
});

it('is not lost to end users', async () => {
  bench.sandbox.switches.withheldPermissions = [...PERMISSIONS];
  const url = bench.devicesUrl(bench.kim.id);
  expect((await call(url, { token: bench.kimToken })).status).toBe(200);
});

it('is refused where the name is misspelt', async () => {
  const url = `${bench.sandbox.address.inboxUrl}/switches`;
  const throwing = (withheldPermissions: string[]) =>
    call(url, { method: 'POST', type: JSON_TYPE, body: { withheldPermissions } });
  expect((await throwing(['createDevice'])).status).toBe(200);
  expect(await send(PROBES[6]!, morgan)).toMatchObject(DENIED);
  expect((await throwing(['createDevices'])).status).toBe(400);
});
