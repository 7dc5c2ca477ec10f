import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, problem } from './caller';
import { createKeyBench, FIDO2, ORIGIN, refusedFor, type KeyBench } from './key-bench';

let bench: KeyBench;

beforeAll(async () => {
  bench = await createKeyBench();
});
afterEach(async () => {
  bench.sandbox.clock.set(Date.now());
  await bench.reset();
});
afterAll(() => bench.sandbox.close());

const after = async ({ id }: { id?: unknown }) =>
  (await call(bench.authentications(`/${String(id)}`), { token: bench.worker })).body;
const deviceOf = async (id: string) =>
  (await call(`${bench.devicesUrl(bench.kim.id)}/${id}`, { token: bench.worker })).body;

it('goes from question to assertion to COMPLETED', async () => {
  bench.sandbox.switches.deviceAuthenticationFields = 'lean';
  const { id, key } = await bench.pairedKey();
  const { transaction, options } = await bench.asked(id);
  expect(transaction).toMatchObject({
    status: 'ASSERTION_REQUIRED',
    selectedDevice: { id },
    _embedded: {
      devices: [
        {
          id,
          type: 'FIDO2',
          rp: FIDO2.rp,
          credentialId: key.credentialIds[0],
          displayName: 'Security key',
        },
      ],
    },
  });
  expect(JSON.parse(options)).toEqual({
    challenge: expect.any(Array),
    timeout: 120_000,
    rpId: 'example.org',
    allowCredentials: [{ type: 'public-key', id: expect.any(Array) }],
    userVerification: 'preferred',
  });
  const assertion = key.get(options, ORIGIN);
  const body = { origin: ORIGIN, assertion, compatibility: 'FULL' };
  expect(await bench.check(transaction, body)).toMatchObject({
    status: 200,
    body: { status: 'COMPLETED', authenticators: ['fido2', 'mfa'] },
  });
});

it('works again and again, with keys that count and with keys that do not', async () => {
  for (const counts of [true, false]) {
    const { id, key } = await bench.pairedKey({ counts });
    for (let round = 0; round < 3; round += 1) {
      expect((await bench.prove(id, key)).body.status).toBe('COMPLETED');
    }
  }
});

it('tells two keys of one user apart', async () => {
  const [one, two] = [await bench.pairedKey(), await bench.pairedKey()];
  const { options } = await bench.asked(two.id);
  expect(() => one.key.get(options, ORIGIN)).toThrow(
    expect.objectContaining({ name: 'NotAllowedError' }),
  );
  expect((await bench.prove(two.id, two.key)).body.status).toBe('COMPLETED');
  expect((await bench.prove(one.id, one.key)).body.status).toBe('COMPLETED');
});

it('takes the user handle of a resident key, and nobody else’s', async () => {
  bench.sandbox.switches.fido2.residentKey = 'required';
  const { id, key } = await bench.pairedKey();
  expect((await bench.prove(id, key)).body.status).toBe('COMPLETED');
  expect(await bench.prove(id, key, { userHandle: Buffer.alloc(32, 1) })).toMatchObject(
    refusedFor('assertion'),
  );
});

it('needs origin and assertion, well formed, and asking again costs nothing', async () => {
  const { id, key } = await bench.pairedKey();
  const { transaction, options } = await bench.asked(id);
  const assertion = key.get(options, ORIGIN);
  const right = { origin: ORIGIN, assertion };
  const required = (target: string) =>
    problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target });
  expect(await bench.check(transaction, { assertion })).toMatchObject(required('origin'));
  expect(await bench.check(transaction, { origin: ORIGIN })).toMatchObject(required('assertion'));
  expect(await bench.check(transaction, { ...right, compatibility: 'SOME' })).toMatchObject(
    refusedFor('compatibility'),
  );
  for (const nonsense of ['{}', 'assertion', assertion.replace('signature', 'signed')]) {
    expect(await bench.check(transaction, { ...right, assertion: nonsense })).toMatchObject(
      refusedFor('assertion'),
    );
  }
  expect(bench.sandbox.devices(bench.kim.id)).toMatchObject([{ failures: 0 }]);
  expect((await bench.check(transaction, right)).body.status).toBe('COMPLETED');
});

it('refuses base64url', async () => {
  const { id, key } = await bench.pairedKey();
  expect(await bench.prove(id, key, { encoding: 'base64url' })).toMatchObject(
    refusedFor('assertion'),
  );
});

describe.each([
  ['of another site', 'assertion', { rpId: 'example.com' }],
  ['to another challenge', 'assertion', { challenge: 'AAAA' }],
  ['of another ceremony', 'assertion', { type: 'webauthn.create' }],
  ['from inside a frame', 'assertion', { crossOrigin: true }],
  ['without a touch', 'assertion', { userPresent: false }],
  ['with a counter that stood still', 'assertion', { counter: 1 }],
  ['signed by a stranger', 'assertion', { isForged: true }],
  ['of another credential', 'assertion', { credentialId: Buffer.alloc(32, 1) }],
  ['from another page', 'origin', { origin: 'https://other.example.org' }],
])('an assertion %s', (_name, target, deviation) => {
  it('is refused, counted, and the transaction is over', async () => {
    const { id, key } = await bench.pairedKey();
    const { transaction, options } = await bench.asked(id);
    const wrong = { origin: ORIGIN, assertion: key.get(options, ORIGIN, deviation) };
    expect(await bench.check(transaction, wrong)).toMatchObject(refusedFor(target));
    expect((await after(transaction)).status).toBe('FAILED');
    const assertion = key.get(options, ORIGIN);
    expect(await bench.check(transaction, { origin: ORIGIN, assertion })).toMatchObject(
      problem(400, 'REQUEST_FAILED'),
    );
    expect(bench.sandbox.devices(bench.kim.id)).toMatchObject([{ failures: 1 }]);
  });

  it('says FAILED with 200 where the switch wants that', async () => {
    bench.sandbox.switches.assertionFailureStyle = 'status';
    const { id, key } = await bench.pairedKey();
    expect(await bench.prove(id, key, deviation)).toMatchObject({
      status: 200,
      body: { status: 'FAILED' },
    });
  });
});

it('remembers how far a key has counted', async () => {
  const { id, key } = await bench.pairedKey();
  expect((await bench.prove(id, key, { counter: 40 })).body.status).toBe('COMPLETED');
  for (const counter of [39, 40]) {
    expect(await bench.prove(id, key, { counter })).toMatchObject(refusedFor('assertion'));
  }
  expect((await bench.prove(id, key, { counter: 41 })).body.status).toBe('COMPLETED');
});

it('refuses an origin that is not under the relying party', async () => {
  const { id, key } = await bench.pairedKey();
  const { transaction, options } = await bench.asked(id);
  const origin = 'https://desk.example.com';
  const assertion = key.get(options, ORIGIN, { origin });
  expect(await bench.check(transaction, { origin, assertion })).toMatchObject(refusedFor('origin'));
});

it('refuses an assertion for another transaction', async () => {
  const { id, key } = await bench.pairedKey();
  const [first, second] = [await bench.asked(id), await bench.asked(id)];
  const assertion = key.get(first.options, ORIGIN);
  expect(await bench.check(second.transaction, { origin: ORIGIN, assertion })).toMatchObject(
    refusedFor('assertion'),
  );
  const body = { origin: ORIGIN, assertion };
  expect((await bench.check(first.transaction, body)).body.status).toBe('COMPLETED');
});

it('wants the user verified where that is required', async () => {
  const { id, key } = await bench.pairedKey({ verifiesUser: false });
  expect((await bench.prove(id, key)).body.status).toBe('COMPLETED');
  bench.sandbox.switches.fido2.userVerification = 'required';
  const { options } = await bench.asked(id);
  expect(() => key.get(options, ORIGIN)).toThrow(
    expect.objectContaining({ name: 'NotAllowedError' }),
  );
  expect(await bench.prove(id, key, { userVerified: false })).toMatchObject(
    refusedFor('assertion'),
  );
});

describe('failures', () => {
  it('lock the device as the policy says, until it cools down', async () => {
    Object.assign(bench.sandbox.switches, { attemptsRemaining: true });
    bench.sandbox.switches.policy.fido2.failure.count = 2;
    const { id, key } = await bench.pairedKey();
    const inner = ({ body }: { body: unknown }) =>
      (body as { details: { innerError?: unknown }[] }).details[0]?.innerError;
    expect(inner(await bench.prove(id, key, { isForged: true }))).toEqual({ attemptsRemaining: 1 });
    const open = await bench.asked(id);
    expect(inner(await bench.prove(id, key, { isForged: true }))).toEqual({ attemptsRemaining: 0 });
    expect((await deviceOf(id)).lock).toMatchObject({ status: 'LOCKED' });

    // what was begun before the lock does not get round it
    const assertion = key.get(open.options, ORIGIN);
    expect(await bench.check(open.transaction, { origin: ORIGIN, assertion })).toMatchObject(
      refusedFor('assertion'),
    );
    bench.sandbox.clock.advance(2 * 60_000 + 1);
    expect((await bench.prove(id, key)).body.status).toBe('COMPLETED');
  });

  it('begin anew after a success', async () => {
    bench.sandbox.switches.policy.fido2.failure.count = 2;
    const { id, key } = await bench.pairedKey();
    await bench.prove(id, key, { isForged: true });
    await bench.prove(id, key);
    await bench.prove(id, key, { isForged: true });
    expect((await deviceOf(id)).lock).toEqual({ status: 'UNLOCKED' });
  });
});

it('forgets a key with its device', async () => {
  const { id, key } = await bench.pairedKey();
  await call(`${bench.devicesUrl(bench.kim.id)}/${id}`, { method: 'DELETE', token: bench.worker });
  const { id: again, options } = await bench.begin();
  const attestation = key.create(options, ORIGIN);
  expect((await bench.activate(again, { origin: ORIGIN, attestation })).status).toBe(200);
});
