import { WebAuthnError } from '@simplewebauthn/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserKey, failureOf } from '../../../../renderer/ceremony/key';
import { aWork } from '../../../fakes/webauthn-work';

const bytes = (...numbers: number[]): ArrayBuffer => Uint8Array.from(numbers).buffer;
/** `BAUG` */
const credentialId = bytes(4, 5, 6);
/** `-_--AQ` */
const telling = bytes(251, 255, 190, 1);
const credential = (response: object) => ({
  id: 'BAUG',
  rawId: credentialId,
  type: 'public-key',
  response,
  getClientExtensionResults: () => ({}),
});

describe('the key behind the browser', () => {
  const create = vi.fn<(options: CredentialCreationOptions) => Promise<unknown>>();
  const get = vi.fn<(options: CredentialRequestOptions) => Promise<unknown>>();

  beforeEach(() => {
    vi.stubGlobal('PublicKeyCredential', () => undefined);
    vi.stubGlobal('navigator', { credentials: { create, get } });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    create.mockReset();
    get.mockReset();
  });

  it('is asked for a new credential with bytes as bytes, and answers what was agreed', async () => {
    create.mockResolvedValue(credential({ clientDataJSON: telling, attestationObject: telling }));
    expect(await browserKey.use(aWork('create'))).toEqual({
      outcome: 'created',
      credential: {
        id: 'BAUG',
        rawId: 'BAUG',
        type: 'public-key',
        response: {
          clientDataJSON: '-_--AQ',
          attestationObject: '-_--AQ',
        },
        clientExtensionResults: {},
      },
    });
    const { publicKey } = create.mock.calls[0]![0];
    expect(publicKey!.challenge).toEqual(telling);
    expect(publicKey!.user.id).toEqual(bytes(1, 2, 3));
    expect(publicKey!.excludeCredentials![0]!.id).toEqual(credentialId);
    expect(publicKey).toMatchObject({ rp: { id: 'example.org' }, timeout: 120_000 });
  });

  it('is asked for a signature, and answers what was agreed', async () => {
    const response = {
      clientDataJSON: telling,
      authenticatorData: telling,
      signature: telling,
    };
    get.mockResolvedValue(credential({ ...response, userHandle: null }));
    expect(await browserKey.use(aWork('get'))).toEqual({
      outcome: 'signed',
      credential: {
        id: 'BAUG',
        rawId: 'BAUG',
        type: 'public-key',
        response: {
          clientDataJSON: '-_--AQ',
          authenticatorData: '-_--AQ',
          signature: '-_--AQ',
        },
        clientExtensionResults: {},
      },
    });
    get.mockResolvedValue(credential({ ...response, userHandle: bytes(1, 2, 3) }));
    expect(await browserKey.use(aWork('get'))).toMatchObject({
      credential: { response: { userHandle: 'AQID' } },
    });
  });

  it('is let go of', async () => {
    let signal: AbortSignal | undefined;
    create.mockImplementation((options) => {
      signal = options.signal;
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new DOMException('', 'AbortError'));
        });
      });
    });
    const used = browserKey.use(aWork('create'));
    browserKey.release();
    await expect(used).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('fails with names and codes alone', () => {
    const cause = new DOMException('words', 'InvalidStateError');
    const code = 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    expect(failureOf(new WebAuthnError({ message: 'words', code, cause }), 5)).toEqual({
      outcome: 'failed',
      name: 'InvalidStateError',
      code,
      after: 5,
    });
    expect(failureOf('words', 5)).toEqual({
      outcome: 'failed',
      name: 'Error',
      code: null,
      after: 5,
    });
  });
});
