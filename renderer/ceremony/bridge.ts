import type { BridgeOf } from '../../shared/ipc/bridge';
import type { ceremonyContract } from '../../shared/webauthn/ceremony';

/** All that the page of the ceremony can reach. */
export type CeremonyBridge = BridgeOf<typeof ceremonyContract>['ceremony'];

declare global {
  interface Window {
    /** Put there by the preload script of the ceremony's window. */
    readonly ceremony: CeremonyBridge;
  }
}
