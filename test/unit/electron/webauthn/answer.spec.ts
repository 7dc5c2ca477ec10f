import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../../electron/webauthn/answer';
import type { Asked } from '../../../../electron/webauthn/asked';
import { fail } from '../../../../shared/result';
import { aChallenge, aCredentialId, aRelyingParty, aUserId } from '../../../fakes/webauthn-options';
import { aCreation, aSignature, clientData, telling } from '../../../fakes/webauthn-outcomes';

const creation: Asked = {
  purpose: 'create',
  challenge: Buffer.from(aChallenge).toString('base64url'),
  timeout: 60_000,
  needsBoth: false,
};
const signature: Asked = { ...creation, purpose: 'get' };
const standard = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const clientDataAsSent = (changes = {}): string =>
  Buffer.from(clientData(changes), 'base64url').toString('base64');
const read = (result: ReturnType<typeof answerOf>): unknown =>
  result.ok ? JSON.parse(result.value) : result;

describe('an answer', () => {
  it('of a new credential is what PingOne wants: JSON in a text, bytes in standard base64', () => {
    expect(read(answerOf(aCreation(), creation, aRelyingParty))).toEqual({
      id: Buffer.from(aCredentialId).toString('base64url'),
      rawId: standard(aCredentialId),
      type: 'public-key',
      response: {
        clientDataJSON: clientDataAsSent(),
        attestationObject: '+/++AQ==',
      },
      clientExtensionResults: { credProps: { rk: true } },
    });
    expect(standard(telling)).toBe('+/++AQ==');
  });

  it('of a signature is so too', () => {
    expect(read(answerOf(aSignature(), signature, aRelyingParty))).toEqual({
      id: Buffer.from(aCredentialId).toString('base64url'),
      rawId: standard(aCredentialId),
      type: 'public-key',
      response: {
        clientDataJSON: clientDataAsSent({ type: 'webauthn.get' }),
        authenticatorData: '+/++AQ==',
        signature: '+/++AQ==',
        userHandle: standard(aUserId),
      },
      clientExtensionResults: {},
    });
  });

  it('names no user where the key named none', () => {
    const { userHandle: _none, ...response } = aSignature().credential.response;
    const given = { ...aSignature(), credential: { ...aSignature().credential, response } };
    expect(read(answerOf(given, signature, aRelyingParty))).not.toHaveProperty(
      'response.userHandle',
    );
  });

  it.each([
    ['another host', 'https://www.example.org'],
    ['the relying party itself', 'https://example.org'],
    ['another port', 'https://login.example.org:8443'],
    ['no https', 'http://login.example.org'],
    ['other letters', 'https://LOGIN.example.org'],
  ])('that was given at %s is kept back', (_name, origin) => {
    const mismatch = fail({ code: 'relyingPartyMismatch', expected: 'example.org' });
    expect(answerOf(aCreation({ origin }), creation, aRelyingParty)).toEqual(mismatch);
    expect(answerOf(aSignature({ origin }), signature, aRelyingParty)).toEqual(mismatch);
  });

  it.each([
    ['to another challenge', aCreation({ challenge: 'AAAA' })],
    ['of another kind', aSignature()],
    ['of another kind that calls itself this one', aSignature({ type: 'webauthn.create' })],
    ['that calls itself another kind', aCreation({ type: 'webauthn.get' })],
    ['without an origin', aCreation({ origin: undefined })],
    [
      'with two names',
      { ...aCreation(), credential: { ...aCreation().credential, rawId: 'AAAA' } },
    ],
    [
      'whose client data is no JSON',
      {
        ...aCreation(),
        credential: {
          ...aCreation().credential,
          response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
        },
      },
    ],
  ] as const)('%s is kept back', (_name, given) => {
    expect(answerOf(given, creation, aRelyingParty)).toEqual(fail({ code: 'unexpected' }));
  });
});
