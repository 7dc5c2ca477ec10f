import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../../electron/webauthn/options';
import { fail } from '../../../../shared/result';
import type { Purpose, Work } from '../../../../shared/webauthn/ceremony';
import {
  aChallenge,
  aCredentialId,
  aRelyingParty,
  aUserId,
  byteEncodings,
  creationOptions,
  requestOptions,
} from '../../../fakes/webauthn-options';

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const read = (purpose: Purpose, options: unknown) =>
  readOptions(purpose, JSON.stringify(options), aRelyingParty.id);
const unreadable = fail({ code: 'optionsUnreadable' });

/** What was read; a refusal fails the test. */
const work = <P extends Purpose>(purpose: P, options: unknown): Extract<Work, { purpose: P }> => {
  const result = read(purpose, options);
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value as Extract<Work, { purpose: P }>;
};

describe.each(Object.entries(byteEncodings))('options with bytes as %s', (_name, encode) => {
  it('are read for a new credential', () => {
    expect(work('create', creationOptions({}, encode)).options).toMatchObject({
      rp: { id: 'example.org', name: 'Example' },
      user: { id: base64url(aUserId), name: 'kim', displayName: 'Kim' },
      challenge: base64url(aChallenge),
      timeout: 120_000,
      excludeCredentials: [
        { type: 'public-key', id: base64url(aCredentialId), transports: ['usb'] },
      ],
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    });
  });

  it('are read for a signature', () => {
    expect(work('get', requestOptions({}, encode)).options).toMatchObject({
      rpId: 'example.org',
      challenge: base64url(aChallenge),
      allowCredentials: [{ type: 'public-key', id: base64url(aCredentialId) }],
      userVerification: 'preferred',
    });
  });
});

describe('options', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"challenge":'],
    ['a text', '"challenge"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['more than 64 KiB', JSON.stringify(creationOptions({ padding: 'x'.repeat(65_536) }))],
    [
      'more than 64 KiB in fewer characters',
      JSON.stringify(creationOptions({ padding: 'ü'.repeat(33_000) })),
    ],
  ])('that are %s are refused', (_name, options) => {
    expect(readOptions('create', options, aRelyingParty.id)).toEqual(unreadable);
    expect(readOptions('get', options, aRelyingParty.id)).toEqual(unreadable);
  });

  it('of exactly 64 KiB are read', () => {
    const empty = JSON.stringify(creationOptions({ padding: '' }));
    const padding = 'x'.repeat(65_536 - empty.length);
    expect(read('create', creationOptions({ padding })).ok).toBe(true);
    expect(read('create', creationOptions({ padding: `${padding}x` }))).toEqual(unreadable);
  });

  it.each([
    ['no challenge', { challenge: undefined }],
    ['a challenge of seven bytes', { challenge: [1, 2, 3, 4, 5, 6, 7] }],
    ['a challenge that is none', { challenge: 'not bytes!' }],
    ['a challenge of wrong numbers', { challenge: [...aChallenge, 256] }],
    ['a relying party that is no domain', { rp: { id: 'exa mple.org', name: 'x' } }],
    ['a relying party that is a text', { rp: 'example.org' }],
    ['no relying party', { rp: undefined }],
    ['no user', { user: undefined }],
    ['a user without an id', { user: { name: 'kim', displayName: 'Kim' } }],
    ['a user with an empty id', { user: { id: '', name: 'kim', displayName: 'Kim' } }],
    ['a user with an id of 65 bytes', { user: { id: new Array<number>(65).fill(1) } }],
    ['a user whose name is no text', { user: { id: [1], name: 7 } }],
    ['no algorithms', { pubKeyCredParams: undefined }],
    ['algorithms of another type only', { pubKeyCredParams: [{ type: 'password', alg: -7 }] }],
    [
      'an algorithm that is no number',
      { pubKeyCredParams: [{ type: 'public-key', alg: 'ES256' }] },
    ],
    ['half an algorithm', { pubKeyCredParams: [{ type: 'public-key', alg: -7.5 }] }],
    ['a credential without an id', { excludeCredentials: [{ type: 'public-key' }] }],
    ['a credential with an empty id', { excludeCredentials: [{ type: 'public-key', id: [] }] }],
    [
      'a credential with an id that is too long',
      { excludeCredentials: [{ type: 'public-key', id: new Array<number>(1024).fill(1) }] },
    ],
    ['credentials that are no list', { excludeCredentials: {} }],
  ])('with %s are refused', (_name, changes) => {
    expect(read('create', creationOptions(changes))).toEqual(unreadable);
  });

  it('name no other credential than PingOne did: a list of unknown ones does not become "any"', () => {
    expect(
      read('get', requestOptions({ allowCredentials: [{ type: 'password', id: 'x' }] })),
    ).toEqual(unreadable);
    expect(work('get', requestOptions({ allowCredentials: [] })).options.allowCredentials).toEqual(
      [],
    );
    expect(
      work('get', requestOptions({ allowCredentials: undefined })).options.allowCredentials,
    ).toEqual([]);
  });

  it('keep what may be known to the key, and leave out what WebAuthn would not understand', () => {
    const { options } = work(
      'create',
      creationOptions({
        pubKeyCredParams: [
          { type: 'password', alg: -7 },
          { type: 'public-key', alg: -65_535, more: true },
        ],
        excludeCredentials: [
          { type: 'something', id: 7 },
          { type: 'public-key', id: 'AAAA', transports: ['usb', 'telepathy', 'internal', 7] },
          { type: 'public-key', id: 'AAAB', transports: 'usb' },
        ],
        authenticatorSelection: {
          userVerification: 'encouraged',
          residentKey: 7,
          authenticatorAttachment: 'glued',
          requireResidentKey: 'yes',
        },
        attestation: 'some',
        extensions: { credProps: true, largeBlob: { support: 'required' }, minPinLength: 4 },
        hints: ['security-key'],
        unknown: { deeply: ['nested'] },
      }),
    );
    expect(options.pubKeyCredParams).toEqual([{ type: 'public-key', alg: -65_535 }]);
    expect(options.excludeCredentials).toEqual([
      { type: 'public-key', id: 'AAAA', transports: ['usb', 'internal'] },
      { type: 'public-key', id: 'AAAB' },
    ]);
    expect(options).not.toHaveProperty('unknown');
    expect(JSON.parse(JSON.stringify(options.authenticatorSelection))).toEqual({});
    expect(options.attestation).toBeUndefined();
    expect(JSON.parse(JSON.stringify(options.extensions))).toEqual({ credProps: true });
  });

  it.each([
    [undefined, 60_000],
    ['soon', 60_000],
    [null, 60_000],
    [0, 15_000],
    [-1, 15_000],
    [15_001, 15_001],
    [300_001, 300_000],
    [1e12, 300_000],
  ])('that give a person %j ms give them %d', (timeout, given) => {
    expect(work('create', creationOptions({ timeout })).options.timeout).toBe(given);
    expect(work('get', requestOptions({ timeout })).options.timeout).toBe(given);
  });

  it.each([
    ['required', undefined, true],
    ['preferred', true, false],
    ['discouraged', undefined, false],
    [undefined, true, true],
    [undefined, undefined, undefined],
  ])('that say %j and %j about a passkey mean %j', (residentKey, requireResidentKey, meant) => {
    const authenticatorSelection = { residentKey, requireResidentKey };
    const { options } = work('create', creationOptions({ authenticatorSelection }));
    expect(options.authenticatorSelection.requireResidentKey).toBe(meant);
  });

  it('of another relying party are told by its name', () => {
    const mismatch = fail({ code: 'relyingPartyMismatch', expected: 'elsewhere.example' });
    const rp = { id: 'elsewhere.example', name: 'Example' };
    expect(read('create', creationOptions({ rp }))).toEqual(mismatch);
    expect(read('get', requestOptions({ rpId: 'elsewhere.example' }))).toEqual(mismatch);
    // under ours is not ours
    expect(read('get', requestOptions({ rpId: 'login.example.org' }))).toMatchObject({ ok: false });
  });

  it('that name none, or ours in other letters, are ours', () => {
    expect(work('create', creationOptions({ rp: { name: '' } })).options.rp).toEqual({
      id: 'example.org',
      name: 'example.org',
    });
    expect(work('get', requestOptions({ rpId: undefined })).options.rpId).toBe('example.org');
    expect(work('get', requestOptions({ rpId: 'EXAMPLE.org' })).options.rpId).toBe('example.org');
  });

  it('are read or refused, whatever they are, and a refusal holds nothing of them', () => {
    const secret = 'tOkEn 4711';
    const anything = fc.oneof(fc.jsonValue(), fc.constant(secret), fc.constant([secret]));
    const changes = fc.dictionary(
      fc.constantFrom(...Object.keys({ ...creationOptions(), ...requestOptions() }), 'extensions'),
      anything,
    );
    fc.assert(
      fc.property(fc.constantFrom<Purpose>('create', 'get'), changes, (purpose, changed) => {
        const base = purpose === 'create' ? creationOptions(changed) : requestOptions(changed);
        const result = read(purpose, base);
        if (!result.ok) expect(JSON.stringify(result)).not.toContain(secret);
      }),
    );
  });
});
