import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SecretKind } from '../../sandbox';
import { JSON_TYPE } from '../../sandbox/http/resource';
import { userTokens, workerToken } from '../../sandbox/sign-in';
import { call, OTP_CHECK } from './caller';
import { createKeyBench, type KeyBench } from './key-bench';

let bench: KeyBench;

beforeAll(async () => {
  bench = await createKeyBench();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const valuesOf = (kind: SecretKind) =>
  bench.sandbox
    .secrets()
    .filter((secret) => secret.kind === kind)
    .map(({ value }) => value);

const keyFor = async (userId: string) => {
  const url = bench.api(`/users/${userId}/pairingKeys`);
  return (await call(url, { method: 'POST', type: JSON_TYPE, body: {}, token: bench.worker })).body;
};

describe('the secrets of a sandbox', () => {
  it('are what signing in takes and gives', async () => {
    const tokens = await userTokens(bench.sandbox.address, bench.kim);
    expect(valuesOf('password')).toContain(bench.kim.password);
    expect(valuesOf('accessToken')).toContain(tokens.access_token);
    expect(valuesOf('refreshToken')).toContain(tokens.refresh_token);
    expect(valuesOf('idToken').at(-1)).toMatch(/^eyJ/);
    expect(valuesOf('authorizationCode').length).toBeGreaterThan(0);
    expect(valuesOf('codeVerifier').length).toBeGreaterThan(0);
  });

  it('are the credentials of clients', async () => {
    const { address } = bench.sandbox;
    const token = await workerToken(address);
    const { clientId, clientSecret } = address.worker;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const secrets = [clientSecret, basic];
    expect(valuesOf('clientSecret').filter((value) => secrets.includes(value))).toHaveLength(1);
    expect(valuesOf('accessToken')).toContain(token);
  });

  it('are the codes that were sent, and those that were typed, right or wrong', async () => {
    const { body } = await bench.create({
      type: 'EMAIL',
      email: 'kim@example.org',
      status: 'ACTIVATION_REQUIRED',
    });
    const [sent, wrong] = [bench.lastCode(), bench.wrongCode()];
    expect(valuesOf('oneTimeCode')).toContain(sent);
    expect(valuesOf('oneTimeCode')).not.toContain(wrong);
    await bench.activate(String(body.id), { otp: wrong });
    expect(valuesOf('oneTimeCode')).toContain(wrong);
    const { body: transaction } = await bench.initiate({ user: { id: bench.kim.id } });
    await bench.act(String(transaction.id), OTP_CHECK, { otp: '0071130042' });
    expect(valuesOf('oneTimeCode')).toContain('0071130042');
  });

  it('are the keys of authenticator apps and of the mobile app', async () => {
    const { body } = await bench.create({ type: 'TOTP' });
    expect(valuesOf('authenticatorKey')).toContain(body.secret);
    const { code } = await keyFor(bench.kim.id);
    expect(valuesOf('pairingKey')).toEqual([code]);
  });

  it('are the JWTs of PingID Desktop', async () => {
    const { body } = await bench.create({
      type: 'PINGID_DESKTOP_GEN2',
      status: 'ACTIVATION_REQUIRED',
    });
    const options = String(body.pingIdDesktopCredentialCreationOptions);
    const { text: attestation } = await bench.agent('/register', options);
    expect(valuesOf('desktopJwt')).toEqual([options, attestation]);
  });

  it.each(['signedBytes', 'unsignedBytes', 'base64', 'base64url'] as const)(
    'are the challenges of security keys in %s, and what was answered',
    async (encoding) => {
      bench.sandbox.switches.fido2.encoding = encoding;
      const { id, key } = await bench.pairedKey();
      await bench.prove(id, key);
      const challenges = valuesOf('keyChallenge');
      const client = valuesOf('keyAnswer')
        .map((value) => Buffer.from(value, 'base64').toString('latin1'))
        .filter((text) => text.startsWith('{'))
        .map((text) => (JSON.parse(text) as { challenge: string }).challenge);
      expect(client.length).toBeGreaterThanOrEqual(2);
      expect(challenges).toEqual(expect.arrayContaining(client));
    },
  );

  it('are those too whose answer breaks off behind them', async () => {
    const body = '{"secret":"KEYINHALFANANSWER","keyUri":"otpauth:';
    bench.sandbox.faults.add({ method: 'POST', path: /devices$/, effect: { status: 201, body } });
    await bench.create({ type: 'TOTP' });
    expect(valuesOf('authenticatorKey')).toContain('KEYINHALFANANSWER');
  });

  it('are not the codes of errors', async () => {
    const before = valuesOf('pairingKey').length;
    bench.sandbox.faults.add({ path: /pairingKeys/, effect: { status: 429 } });
    expect(await keyFor(bench.kim.id)).toMatchObject({ code: 'REQUEST_LIMITED' });
    expect(valuesOf('pairingKey')).toHaveLength(before);
  });
});
