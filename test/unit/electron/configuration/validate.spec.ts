import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKeys } from '../../../../electron/configuration/duplicate-keys';
import { validate, validateBytes } from '../../../../electron/configuration/validate';

const id = 'e1a7f3d2-90c4-4b1e-8a6f-2f6d8b0c0e11';
const sound = { environmentId: id, clientId: id };

const problemsOf = (document: unknown) => {
  const validated = validate(document, 'machine');
  return validated.ok
    ? []
    : validated.error.map(({ key, problem, found }) => `${key}: ${problem} (${found})`);
};

describe('a configuration', () => {
  it('is taken as it is', () => {
    const full = {
      ...sound,
      operatorClientId: id,
      region: 'com.au',
      apiBaseUrl: 'http://127.0.0.1:9000',
      authBaseUrl: 'https://auth.example.org:8443',
      customDomain: 'login.example.org',
      redirectPort: 0,
      desktopAgentPort: 9410,
      relyingParty: { id: 'example.org', origin: 'https://desk.example.org' },
      deviceAuthenticationPolicyId: id,
      otpLength: 8,
      mode: 'kiosk',
      allowedMethods: ['EMAIL'],
      idleSeconds: 60,
      selfServiceUrl: 'https://example.org/help',
      language: 'en-GB',
      supportContact: 'Room 7',
    };
    expect(validate(full, 'user')).toEqual({ ok: true, value: full });
  });

  it.each([
    ['nothing in it', {}, ['environmentId: missing (nothing)', 'clientId: missing (nothing)']],
    ['an array', [sound], [': wrongType (array)']],
    ['null', null, [': wrongType (null)']],
    ['a number for an id', { ...sound, clientId: 7 }, ['clientId: wrongType (number)']],
    ['null for an id', { ...sound, clientId: null }, ['clientId: wrongType (null)']],
    ['no UUID', { ...sound, environmentId: 'prod' }, ['environmentId: malformed (string)']],
    ['strangers', { ...sound, b: 1, a: [] }, ['b: unknown (number)', 'a: unknown (array)']],
    ['a dotted stranger', { ...sound, 'a.b': 1 }, ['a.b: unknown (number)']],
    ['a secret', { ...sound, clientSecret: 'hush' }, ['clientSecret: unknown (string)']],
    ['an inherited name', { ...sound, constructor: 1 }, ['constructor: unknown (number)']],
    ['an unknown region', { ...sound, region: 'mars' }, ['region: malformed (string)']],
    ['a number for a region', { ...sound, region: 1 }, ['region: wrongType (number)']],
    ['a text for a port', { ...sound, redirectPort: '80' }, ['redirectPort: wrongType (string)']],
    ['half a port', { ...sound, redirectPort: 1.5 }, ['redirectPort: malformed (number)']],
    ['no such port', { ...sound, redirectPort: 65_536 }, ['redirectPort: malformed (number)']],
    ['plain http', { ...sound, apiBaseUrl: 'http://a.org' }, ['apiBaseUrl: malformed (string)']],
    ['a path', { ...sound, apiBaseUrl: 'https://a.org/v1' }, ['apiBaseUrl: malformed (string)']],
    ['a list', { ...sound, relyingParty: [] }, ['relyingParty: wrongType (array)']],
    [
      'half a relying party',
      { ...sound, relyingParty: { id: 'a.org', x: 1 } },
      ['relyingParty.x: unknown (number)', 'relyingParty.origin: missing (nothing)'],
    ],
    [
      'a foreign origin',
      { ...sound, relyingParty: { id: 'a.org', origin: 'https://b.org' } },
      ['relyingParty: originNotUnderRelyingParty (object)'],
    ],
    [
      'an unknown method',
      { ...sound, allowedMethods: ['EMAIL', 'PIGEON', 1] },
      ['allowedMethods.1: malformed (string)', 'allowedMethods.2: wrongType (number)'],
    ],
  ])('with %s says what is wrong', (_, document, problems) => {
    expect(problemsOf(document)).toEqual(problems);
  });

  it('reports everything at once', () => {
    expect(problemsOf({ clientId: 1, region: 'x', mode: true, extra: {} }).sort()).toEqual([
      'clientId: wrongType (number)',
      'environmentId: missing (nothing)',
      'extra: unknown (object)',
      'mode: wrongType (boolean)',
      'region: malformed (string)',
    ]);
  });

  it('never repeats a value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('clientId', 'relyingParty', 'x'),
        (value, key) => {
          const marker = 'do-not-repeat-me';
          const text = JSON.stringify(validate({ ...sound, [key]: [marker, value] }, 'user'));
          expect(text).not.toContain(marker);
        },
      ),
    );
  });
});

describe('the bytes of a configuration', () => {
  const read = (text: string) => validateBytes(Buffer.from(text), 'user');
  const problem = (key: string, kind: string, found: string) => ({
    ok: false,
    error: [{ key, problem: kind, found, source: 'user' }],
  });

  it('may begin with a byte order mark', () => {
    expect(read(`\ufeff${JSON.stringify(sound)}`)).toEqual({ ok: true, value: sound });
  });

  it.each(['', '{', 'environmentId=1', '{"a":1,}'])('are not JSON: %s', (text) => {
    expect(read(text)).toEqual(problem('', 'notJson', 'text'));
  });

  it('have to be UTF-8', () => {
    const bytes = Buffer.from(`\ufeff${JSON.stringify(sound)}`, 'utf16le');
    expect(validateBytes(bytes, 'user')).toEqual(problem('', 'notJson', 'text'));
  });

  it('may not say a thing twice', () => {
    const twice = `{"environmentId":"${id}","clientId":"${id}","clientId":"${id}"}`;
    expect(read(twice)).toEqual(problem('clientId', 'malformed', 'duplicate'));
  });

  it('cannot reach a prototype', () => {
    const polluted = `{"environmentId":"${id}","clientId":"${id}","__proto__":{"region":"eu"}}`;
    expect(read(polluted)).toEqual(problem('__proto__', 'unknown', 'object'));
    const hidden = `{"__proto__":{"environmentId":"${id}","clientId":"${id}"}}`;
    expect(read(hidden)).toMatchObject({ ok: false });
    expect(({} as Record<string, unknown>).region).toBeUndefined();
  });

  it('are never taken for more than they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(validateBytes(bytes, 'user').ok).toBe(false);
      }),
    );
  });
});

describe('keys that occur twice', () => {
  it.each([
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a":{"b":1,"c":[{"b":1},{"d":1,"d":2}],"b":3}}', ['a.c.1.d', 'a.b']],
    ['["a","a"]', []],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}', []],
    ['"a"', []],
  ])('are found in %s', (text, keys) => {
    expect(duplicateKeys(text)).toEqual(keys);
  });

  it('are never found in what a serializer wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(duplicateKeys(JSON.stringify(value))).toEqual([]);
      }),
    );
  });
});
