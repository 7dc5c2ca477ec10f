import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSoftKey, KeyRefused } from '../../sandbox/authenticators/soft-key';
import type { JsonObject } from '../../sandbox/json';
import { createKeyBench, FIDO2, ORIGIN, type KeyBench } from './key-bench';

let bench: KeyBench;

beforeAll(async () => {
  bench = await createKeyBench();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const parsed = (options: string) => JSON.parse(options) as JsonObject;
const idsOf = (list: unknown) => (list as { id: unknown }[]).map(({ id }) => id);

describe('the options of a pairing', () => {
  it('are text that holds JSON as PingOne writes it', async () => {
    const { options } = await bench.begin();
    expect(parsed(options)).toEqual({
      rp: FIDO2.rp,
      user: {
        id: expect.any(Array),
        name: 'kim',
        displayName: 'Kim Novak',
      },
      challenge: expect.any(Array),
      pubKeyCredParams: ['-7', '-37', '-257'].map((alg) => ({ type: 'public-key', alg })),
      timeout: 120_000,
      excludeCredentials: [],
      authenticatorSelection: {
        residentKey: 'discouraged',
        requireResidentKey: false,
        userVerification: 'preferred',
      },
      attestation: 'none',
    });
  });

  it('follow the switches', async () => {
    Object.assign(bench.sandbox.switches.fido2, {
      algorithms: 'numbers',
      residentKey: 'required',
      userVerification: 'required',
      attachment: 'platform',
      timeout: 5_000,
    });
    expect(parsed((await bench.begin()).options)).toMatchObject({
      pubKeyCredParams: [-7, -37, -257].map((alg) => ({ type: 'public-key', alg })),
      timeout: 5_000,
      authenticatorSelection: {
        authenticatorAttachment: 'platform',
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
    });
  });

  it('have a new challenge each, and the same user', async () => {
    const [one, two] = [await bench.begin(), await bench.begin()];
    expect(parsed(one.options).challenge).not.toEqual(parsed(two.options).challenge);
    expect(parsed(one.options).user).toEqual(parsed(two.options).user);
  });

  it('exclude the user’s active keys of this relying party, and no others', async () => {
    const { key } = await bench.pairedKey();
    bench.sandbox.switches.fido2.encoding = 'base64url';
    // pending ones have no credential, sam's are sam's
    await bench.begin();
    expect(idsOf(parsed((await bench.begin()).options).excludeCredentials)).toEqual(
      key.credentialIds,
    );
    const elsewhere = await bench.begin({ rp: { id: 'example.com', name: 'Elsewhere' } });
    expect(parsed(elsewhere.options).excludeCredentials).toEqual([]);
    const { body } = await bench.create(FIDO2, bench.user('sam').id, bench.worker);
    expect(parsed(String(body.publicKeyCredentialCreationOptions)).excludeCredentials).toEqual([]);
  });

  it('make a key that is paired refuse to be paired again', async () => {
    const { key } = await bench.pairedKey();
    const { options } = await bench.begin();
    const again = () => key.create(options, ORIGIN);
    expect(again).toThrow(KeyRefused);
    expect(again).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
  });
});

const ENCODINGS = [
  ['signedBytes', (value: unknown) => Buffer.from(new Int8Array(value as number[]))],
  ['unsignedBytes', (value: unknown) => Buffer.from(value as number[])],
  ['base64', (value: unknown) => Buffer.from(value as string, 'base64')],
  ['base64url', (value: unknown) => Buffer.from(value as string, 'base64url')],
] as const;

describe.each(ENCODINGS)('%s', (encoding, read) => {
  it('writes everything binary in one way, and a key can be paired and proven', async () => {
    bench.sandbox.switches.fido2.encoding = encoding;
    const { id, key } = await bench.pairedKey();
    const { excludeCredentials, user, challenge } = parsed((await bench.begin()).options);
    const [excluded] = idsOf(excludeCredentials);
    expect(read(excluded).toString('base64url')).toBe(key.credentialIds[0]);
    expect([read((user as JsonObject).id).length, read(challenge).length]).toEqual([32, 32]);
    const { options } = await bench.asked(id);
    const [allowed] = idsOf(parsed(options).allowCredentials);
    expect(read(allowed).toString('base64url')).toBe(key.credentialIds[0]);
    expect((await bench.prove(id, key)).body.status).toBe('COMPLETED');
  });
});

it('spells numbers as each encoding says', async () => {
  const { fido2 } = bench.sandbox.switches;
  const bytes = async () => {
    const all: number[] = [];
    // a byte above 127 is missing from sixteen challenges less than once in 10^150 runs
    for (let round = 0; round < 16; round += 1) {
      all.push(...(parsed((await bench.begin()).options).challenge as number[]));
    }
    return { least: Math.min(...all), most: Math.max(...all) };
  };
  const signed = await bytes();
  expect(signed.least).toBeLessThan(0);
  expect(signed.most).toBeLessThan(128);
  fido2.encoding = 'unsignedBytes';
  const unsigned = await bytes();
  expect(unsigned.least).toBeGreaterThanOrEqual(0);
  expect(unsigned.most).toBeGreaterThan(127);
});

describe('options that are at fault', () => {
  const both = async () => {
    const { id } = await bench.pairedKey();
    return async () => [(await bench.begin()).options, (await bench.asked(id)).options] as const;
  };

  it.each([
    ['notJson', (text: string) => () => parsed(text), 'throws'],
    ['oversized', (text: string) => () => text.length > 1_048_576, true],
    ['noChallenge', (text: string) => () => 'challenge' in parsed(text), false],
    [
      'wrongEncoding',
      (text: string) => () => /^[\w+/=-]+$/.test(String(parsed(text).challenge)),
      false,
    ],
    ['foreignRp', (text: string) => () => text.includes('"foreign.example.net"'), true],
  ] as const)('%s: in pairing and in proving', async (fault, look, expected) => {
    const read = await both();
    bench.sandbox.switches.fido2.optionsFault = fault;
    for (const options of await read()) {
      if (expected === 'throws') expect(look(options)).toThrow(SyntaxError);
      else expect(look(options)()).toBe(expected);
    }
  });

  it('name another relying party, though the device has the right one', async () => {
    bench.sandbox.switches.fido2.optionsFault = 'foreignRp';
    const { body } = await bench.create(FIDO2);
    expect(body.rp).toEqual(FIDO2.rp);
    const options = String(body.publicKeyCredentialCreationOptions);
    expect(() => createSoftKey().create(options, ORIGIN)).toThrow(
      expect.objectContaining({ name: 'SecurityError' }),
    );
  });
});
