import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, createBench, problem, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(async () => {
  await bench.reset();
  bench.sandbox.clock.set(Date.now());
});
afterAll(() => bench.sandbox.close());

const read = (token = bench.worker) => call(bench.api('/mfaSettings'), { token });

describe('the MFA settings', () => {
  it('are what the switches say', async () => {
    expect(await read()).toMatchObject({
      status: 200,
      body: {
        _links: { self: { href: bench.api('/mfaSettings') } },
        environment: { id: bench.sandbox.address.environmentId },
        pairing: { maxAllowedDevices: 5, pairingKeyFormat: 'NUMERIC' },
        phoneExtensions: { enabled: false },
      },
    });
    expect((await read()).body).not.toHaveProperty('lockout');
    const { switches } = bench.sandbox;
    switches.policy.maxAllowedDevices = 7;
    switches.mfaSettings.phoneExtensions.enabled = true;
    switches.mfaSettings.lockout = { failureCount: 4, durationSeconds: 90 };
    expect((await read()).body).toMatchObject({
      pairing: { maxAllowedDevices: 7 },
      phoneExtensions: { enabled: true },
      lockout: { failureCount: 4, durationSeconds: 90 },
    });
  });

  it('are not for end users, unless the switch says so', async () => {
    expect(await read(bench.kimToken)).toMatchObject(
      problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' }),
    );
    bench.sandbox.switches.userReadsPolicies = true;
    expect((await read(bench.kimToken)).status).toBe(200);
  });

  it('are only read here', async () => {
    const change = { method: 'PUT', type: 'application/json', token: bench.worker, body: {} };
    expect((await call(bench.api('/mfaSettings'), change)).status).toBe(405);
    expect((await call(bench.api('/mfaSettings'))).status).toBe(401);
  });
});

describe('the lock-out', () => {
  const lockedFor = async (tries: number) => {
    const { body } = await bench.create({ type: 'EMAIL', email: 'kim@example.org' });
    for (let count = 0; count < tries; count += 1) {
      await bench.activate(String(body.id), { otp: bench.wrongCode() });
    }
    const [device] = bench.sandbox.devices(bench.kim.id);
    return Math.round(((device?.lockedUntil ?? 0) - bench.sandbox.clock.now()) / 1_000);
  };

  it('comes sooner and lasts longer than the policy says', async () => {
    bench.sandbox.switches.mfaSettings.lockout = { failureCount: 2, durationSeconds: 600 };
    expect(await lockedFor(2)).toBe(600);
  });

  it('leaves a stricter policy as it is', async () => {
    bench.sandbox.switches.mfaSettings.lockout = { failureCount: 9, durationSeconds: 10 };
    expect(await lockedFor(3)).toBe(120);
  });
});

it('the policy that is not the default has the same limit of devices', async () => {
  bench.sandbox.switches.policy.maxAllowedDevices = 1;
  await bench.activeEmail();
  const { body } = await call(bench.api('/deviceAuthenticationPolicies'), { token: bench.worker });
  const { deviceAuthenticationPolicies: all } = body._embedded as {
    deviceAuthenticationPolicies: { id: string; default: boolean }[];
  };
  const pilot = all.find((policy) => !policy.default)?.id;
  const reply = await bench.create({ type: 'TOTP', policy: { id: pilot } });
  expect(reply.body).toMatchObject({ details: [{ code: 'LIMIT_EXCEEDED' }] });
});
