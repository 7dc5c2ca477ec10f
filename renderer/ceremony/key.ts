import {
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { Outcome, Work } from '../../shared/webauthn/ceremony';

/** The key, behind the browser. */
export interface Key {
  /** Waits for the person to use it; rejects with what WebAuthn throws. */
  use(work: Work): Promise<Outcome>;
  /** Lets go of a key that is being waited for. */
  release(): void;
}

export const browserKey: Key = {
  async use(work) {
    switch (work.purpose) {
      case 'create': {
        const { id, rawId, type, response, clientExtensionResults } = await startRegistration({
          // to WebAuthn a member that is undefined is missing; its types do not say so
          optionsJSON: work.options as PublicKeyCredentialCreationOptionsJSON,
        });
        const { clientDataJSON, attestationObject } = response;
        return {
          outcome: 'created',
          credential: {
            ...{ id, rawId, type, clientExtensionResults },
            response: { clientDataJSON, attestationObject },
          },
        };
      }
      case 'get': {
        const { id, rawId, type, response, clientExtensionResults } = await startAuthentication({
          optionsJSON: work.options as PublicKeyCredentialRequestOptionsJSON,
        });
        const { clientDataJSON, authenticatorData, signature, userHandle } = response;
        return {
          outcome: 'signed',
          credential: {
            ...{ id, rawId, type, clientExtensionResults },
            response: {
              ...{ clientDataJSON, authenticatorData, signature },
              ...(userHandle === undefined ? {} : { userHandle }),
            },
          },
        };
      }
      default:
        return work satisfies never;
    }
  },
  release() {
    WebAuthnAbortService.cancelCeremony();
  },
};

/** What the exception of a key says about itself. `after`: milliseconds since it was waited for. */
export const failureOf = (thrown: unknown, after: number): Outcome => ({
  outcome: 'failed',
  name: thrown instanceof Error ? thrown.name : 'Error',
  code: thrown instanceof WebAuthnError ? thrown.code : null,
  after,
});
