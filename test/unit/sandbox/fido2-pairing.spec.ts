import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSoftKey } from '../../sandbox/authenticators/soft-key';
import type { JsonObject } from '../../sandbox/json';
import { call, problem, RESEND } from './caller';
import { createKeyBench, FIDO2, ORIGIN, refusedFor, type KeyBench } from './key-bench';

let bench: KeyBench;

beforeAll(async () => {
  bench = await createKeyBench();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

describe('creating a FIDO2 device', () => {
  it.each([
    ['no relying party', { type: 'FIDO2' }, 'REQUIRED_VALUE', 'rp.id'],
    ['one without an id', { ...FIDO2, rp: { name: 'Example' } }, 'REQUIRED_VALUE', 'rp.id'],
    ['one without a name', { ...FIDO2, rp: { id: 'example.org' } }, 'REQUIRED_VALUE', 'rp.name'],
    ['an origin', { ...FIDO2, rp: { id: ORIGIN, name: 'x' } }, 'INVALID_VALUE', 'rp.id'],
    ['capitals', { ...FIDO2, rp: { id: 'Example.org', name: 'x' } }, 'INVALID_VALUE', 'rp.id'],
    ['a name that is none', { ...FIDO2, rp: { id: 'a.org', name: 7 } }, 'INVALID_VALUE', 'rp.name'],
  ])('is refused with %s', async (_name, body, code, target) => {
    expect(await bench.create(body)).toMatchObject(problem(400, 'INVALID_DATA', { code, target }));
    expect(bench.sandbox.devices(bench.kim.id)).toEqual([]);
  });

  it('takes any relying party, or the own one only', async () => {
    const elsewhere = { ...FIDO2, rp: { id: 'example.com', name: 'Elsewhere' } };
    expect((await bench.create(elsewhere)).body).toMatchObject({ rp: elsewhere.rp });
    bench.sandbox.switches.fido2.relyingParty = 'own';
    expect(await bench.create(elsewhere)).toMatchObject(refusedFor('rp.id'));
    expect((await bench.create(FIDO2)).status).toBe(201);
  });

  it('waits for its activation, whoever creates it', async () => {
    const { kim, worker } = bench;
    expect((await bench.create(FIDO2)).body.status).toBe('ACTIVATION_REQUIRED');
    expect((await bench.create(FIDO2, kim.id, worker)).body.status).toBe('ACTIVATION_REQUIRED');
    expect(await bench.create({ ...FIDO2, status: 'ACTIVE' }, kim.id, worker)).toMatchObject(
      refusedFor('status'),
    );
  });

  it.each([{ enabled: false }, { pairingDisabled: true }])(
    'is refused where the policy has %o',
    async (policy) => {
      Object.assign(bench.sandbox.switches.policy.fido2, policy);
      expect(await bench.create(FIDO2)).toMatchObject(refusedFor('type'));
    },
  );

  it('has no code to send again', async () => {
    const { id } = await bench.begin();
    const url = `${bench.devicesUrl(bench.kim.id)}/${id}`;
    const options = { method: 'POST', type: RESEND, token: bench.kimToken, body: '' };
    expect(await call(url, options)).toMatchObject(problem(400, 'REQUEST_FAILED'));
  });
});

describe('activating a FIDO2 device', () => {
  it('goes from options to attestation to ACTIVE', async () => {
    const { id, options } = await bench.begin({ nickname: 'Blue key' });
    const key = createSoftKey();
    const attestation = key.create(options, ORIGIN);
    const { status, body } = await bench.activate(id, { origin: ORIGIN, attestation });
    expect([status, body]).toMatchObject([
      200,
      {
        id,
        type: 'FIDO2',
        status: 'ACTIVE',
        nickname: 'Blue key',
        rp: FIDO2.rp,
        credentialId: key.credentialIds[0],
        displayName: 'Security key',
      },
    ]);
    // neither the options nor the key itself is ever shown again
    expect(Object.keys(body)).not.toContain('publicKeyCredentialCreationOptions');
    expect(JSON.stringify(body)).not.toMatch(/publicKey|challenge/);
  });

  it('calls a key that says what it is by its name', async () => {
    const { id, options } = await bench.begin();
    const key = createSoftKey({ aaguid: '08987058-cadc-4b81-b6e1-30de50dcbe96' });
    const body = { origin: ORIGIN, attestation: key.create(options, ORIGIN) };
    expect((await bench.activate(id, body)).body.displayName).toBe('Windows Hello');
  });

  it('accepts an origin that is the relying party itself', async () => {
    const { id, options } = await bench.begin();
    const origin = 'https://example.org';
    const attestation = createSoftKey().create(options, origin);
    expect((await bench.activate(id, { origin, attestation })).status).toBe(200);
  });

  it('needs both origin and attestation, as text', async () => {
    const { id, options } = await bench.begin();
    const attestation = createSoftKey().create(options, ORIGIN);
    const refusal = (code: string, target: string) =>
      problem(400, 'INVALID_DATA', { code, target });
    expect(await bench.activate(id, { attestation })).toMatchObject(
      refusal('REQUIRED_VALUE', 'origin'),
    );
    expect(await bench.activate(id, { origin: ORIGIN })).toMatchObject(
      refusal('REQUIRED_VALUE', 'attestation'),
    );
    const object = JSON.parse(attestation) as object;
    expect(await bench.activate(id, { origin: ORIGIN, attestation: object })).toMatchObject(
      refusal('INVALID_VALUE', 'attestation'),
    );
    // none of which was an answer: the challenge is still good
    expect((await bench.activate(id, { origin: ORIGIN, attestation })).status).toBe(200);
  });

  it.each([
    ['text that is no JSON', () => 'attestation'],
    ['JSON that is no object', () => '"attestation"'],
    ['an empty object', () => '{}'],
    ['another type', (right: string) => right.replace('public-key', 'password')],
    ['no client data', (right: string) => right.replace('clientDataJSON', 'clientData')],
    ['ids that differ', (right: string) => right.replace(/"id":"[^"]{4}/, '"id":"AAAA')],
  ])('refuses %s, which uses nothing up', async (_name, spoil) => {
    const { id, options } = await bench.begin();
    const attestation = createSoftKey().create(options, ORIGIN);
    const spoilt = spoil(attestation);
    expect(spoilt).not.toBe(attestation);
    expect(await bench.activate(id, { origin: ORIGIN, attestation: spoilt })).toMatchObject(
      refusedFor('attestation'),
    );
    expect((await bench.activate(id, { origin: ORIGIN, attestation })).status).toBe(200);
  });

  it('refuses base64url, for it is base64 that is asked for', async () => {
    const { id, options } = await bench.begin();
    const attestation = createSoftKey().create(options, ORIGIN, { encoding: 'base64url' });
    expect(await bench.activate(id, { origin: ORIGIN, attestation })).toMatchObject(
      refusedFor('attestation'),
    );
  });

  it.each([
    ['of another site', 'attestation', { rpId: 'example.com' }],
    ['to another challenge', 'attestation', { challenge: 'AAAA' }],
    ['of another ceremony', 'attestation', { type: 'webauthn.get' }],
    ['from inside a frame', 'attestation', { crossOrigin: true }],
    ['without a touch', 'attestation', { userPresent: false }],
    ['from another page', 'origin', { origin: 'https://other.example.org' }],
  ])('refuses an answer %s, and the challenge is used up', async (_name, target, deviation) => {
    const { id, options } = await bench.begin();
    const wrong = createSoftKey().create(options, ORIGIN, deviation);
    expect(await bench.activate(id, { origin: ORIGIN, attestation: wrong })).toMatchObject(
      refusedFor(target),
    );
    const attestation = createSoftKey().create(options, ORIGIN);
    expect(await bench.activate(id, { origin: ORIGIN, attestation })).toMatchObject(
      problem(400, 'REQUEST_FAILED'),
    );
    expect(bench.sandbox.devices(bench.kim.id)).toMatchObject([{ status: 'ACTIVATION_REQUIRED' }]);
  });

  it.each([
    'https://desk.example.com',
    'http://desk.example.org',
    'https://desk.example.org/',
    'https://notexample.org',
  ])('refuses the origin %s, though the key was asked there', async (origin) => {
    const { id, options } = await bench.begin();
    const attestation = createSoftKey().create(options, ORIGIN, { origin });
    expect(await bench.activate(id, { origin, attestation })).toMatchObject(refusedFor('origin'));
  });

  it('refuses an attestation that goes by another id than it attests', async () => {
    const { id, options } = await bench.begin();
    const right = JSON.parse(createSoftKey().create(options, ORIGIN)) as JsonObject;
    const other = Buffer.alloc(32, 1);
    const ids = { id: other.toString('base64url'), rawId: other.toString('base64') };
    const attestation = JSON.stringify({ ...right, ...ids });
    expect(await bench.activate(id, { origin: ORIGIN, attestation })).toMatchObject(
      refusedFor('attestation'),
    );
  });

  it('refuses an attestation for another device', async () => {
    const first = await bench.begin();
    const second = await bench.begin();
    const attestation = createSoftKey().create(first.options, ORIGIN);
    expect(await bench.activate(second.id, { origin: ORIGIN, attestation })).toMatchObject(
      refusedFor('attestation'),
    );
    expect((await bench.activate(first.id, { origin: ORIGIN, attestation })).status).toBe(200);
  });

  it('wants the user verified where that is required, and nowhere else', async () => {
    const { switches } = bench.sandbox;
    const activate = async () => {
      const { id, options } = await bench.begin();
      const attestation = createSoftKey().create(options, ORIGIN, { userVerified: false });
      return bench.activate(id, { origin: ORIGIN, attestation });
    };
    for (const wanted of ['discouraged', 'preferred'] as const) {
      switches.fido2.userVerification = wanted;
      expect((await activate()).status).toBe(200);
    }
    switches.fido2.userVerification = 'required';
    expect(await activate()).toMatchObject(refusedFor('attestation'));
  });

  it('refuses a credential that is somebody else’s device already', async () => {
    const credentialId = Buffer.alloc(16, 7);
    const create = async (userId: string) => {
      const { body } = await bench.create(FIDO2, userId, bench.worker);
      const options = String(body.publicKeyCredentialCreationOptions);
      const attestation = createSoftKey().create(options, ORIGIN, { credentialId });
      return bench.activate(String(body.id), { origin: ORIGIN, attestation }, userId);
    };
    const { body } = await create(bench.kim.id);
    const taken = { code: 'UNIQUENESS_VIOLATION', target: 'attestation' };
    expect(await create(bench.user('sam').id)).toMatchObject(problem(400, 'INVALID_DATA', taken));
    bench.sandbox.switches.duplicateDevice = 409;
    expect(await create(bench.user('sam').id)).toMatchObject(problem(409, 'INVALID_DATA', taken));
    await call(`${bench.devicesUrl(bench.kim.id)}/${String(body.id)}`, {
      method: 'DELETE',
      token: bench.worker,
    });
    expect((await create(bench.user('sam').id)).status).toBe(200);
  });
});
