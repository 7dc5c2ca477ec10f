import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSoftKey } from '../sandbox/authenticators/soft-key';
import { tokenId } from '../sandbox';
import { call, type Call, type Reply } from '../unit/sandbox/caller';
import { createKeyBench, ORIGIN, type KeyBench } from '../unit/sandbox/key-bench';
import {
  activateFido2,
  checkFido2Assertion,
  createFido2,
  deviceStates,
  requestLogs,
  resyncToken,
  shapeOf,
} from './examples';

/** Security keys, and what administrators do: the sandbox against the pages, without the client between them. */
let bench: KeyBench;
beforeAll(async () => {
  bench = await createKeyBench();
  bench.sandbox.switches.unknownProperties = false;
  bench.sandbox.switches.deviceAuthenticationFields = 'lean';
});
afterEach(async () => {
  for (const { id } of bench.sandbox.devices(bench.kim.id))
    await call(`${bench.devicesUrl(bench.kim.id)}/${id}`, {
      method: 'DELETE',
      token: bench.worker,
    });
});
afterAll(() => bench.sandbox.close());

const post = (url: string, type: string, more: Partial<Call> = {}): Promise<Reply> =>
  call(url, { method: 'POST', type, token: bench.worker, ...more });
const deviceUrl = (id: unknown) => `${bench.devicesUrl(bench.kim.id)}/${String(id)}`;

describe('a security key', () => {
  it('is created, activated and proven, key by key', async () => {
    const { contentType, body, status } = createFido2;
    const created = await post(bench.devicesUrl(bench.kim.id), contentType, { body });
    expect(created.status).toBe(status);
    const text = created.body.publicKeyCredentialCreationOptions as string;
    const options: unknown = JSON.parse(text);
    expect(shapeOf(options)).toEqual(shapeOf(createFido2.options));

    const key = createSoftKey();
    const attestation = key.create(text, ORIGIN);
    const { id } = created.body;
    const answered = { origin: ORIGIN, attestation };
    expect(shapeOf(answered)).toEqual(shapeOf(activateFido2.body));
    const activated = await post(deviceUrl(id), activateFido2.contentType, { body: answered });
    expect(activated).toMatchObject({ status: activateFido2.status, body: { status: 'ACTIVE' } });

    const { transaction, options: request } = await bench.asked(String(id));
    const checked = { origin: ORIGIN, assertion: key.get(request, ORIGIN), compatibility: 'FULL' };
    expect(shapeOf(checked)).toEqual(shapeOf(checkFido2Assertion.body));
    const url = bench.authentications(`/${String(transaction.id)}`);
    expect(await post(url, checkFido2Assertion.contentType, { body: checked })).toMatchObject({
      status: checkFido2Assertion.status,
      body: { status: 'COMPLETED' },
    });
  });
});

describe('what administrators do to a device', () => {
  it.each(deviceStates)('%s', async (contentType, states) => {
    const id = await bench.activeEmail();
    const { status, body } = await post(deviceUrl(id), contentType);
    expect(status).toBe(200);
    const [name, state] = Object.entries(states)[0]!;
    expect(shapeOf(body[name])).toEqual(shapeOf(state));
    expect(body[name]).toMatchObject({ status: state.status });
  });

  it('asks an app for its logs', async () => {
    const { body: key } = await post(
      bench.api(`/users/${bench.kim.id}/pairingKeys`),
      'application/json',
      {
        body: {},
      },
    );
    const { deviceId } = bench.sandbox.phoneApps.claim(String(key.code));
    const { contentType: type, body, status } = requestLogs;
    const token = bench.worker;
    const url = `${deviceUrl(deviceId)}/logs`;
    expect((await call(url, { method: 'PUT', type, token, body })).status).toBe(status);
  });
});

describe('a hardware token', () => {
  it.each([
    ['HOTP', 'HOTP0005ALEX'],
    ['TOTP', 'TOTP0002NEAR'],
  ] as const)(
    '%s: is resynced by two codes in a row, and shown without its secret',
    async (type, serial) => {
      const { contentType, status, answers } = resyncToken;
      const { clock, tokens } = bench.sandbox;
      // a second into a time step, so that none ends in between
      clock.set(Math.ceil(clock.now() / 60_000) * 60_000 + 1_000);
      const token = tokens.find(serial);
      const first = token.press();
      clock.advance(token.timeStep * 1_000);
      const body = { otps: [first, token.press()] };
      expect(shapeOf(body)).toEqual(shapeOf(resyncToken.body));
      const reply = await post(bench.api(`/oathTokens/${tokenId(serial)}`), contentType, { body });
      expect(reply.status).toBe(status);
      const { _links, ...shown } = reply.body;
      expect(_links).toEqual({ self: { href: bench.api(`/oathTokens/${tokenId(serial)}`) } });
      expect(shapeOf(shown)).toEqual(shapeOf(answers[type]));
    },
  );
});
