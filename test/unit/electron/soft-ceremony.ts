import type { Ceremony } from '../../../electron/webauthn/ceremony';
import type { DeskErrorCode } from '../../../shared/errors';
import { fail, ok } from '../../../shared/result';
import { KeyRefused, type SoftKey } from '../../sandbox/authenticators/soft-key';
import type { Deviation } from '../../sandbox/authenticators/ceremony';

const codes = {
  InvalidStateError: 'keyAlreadyPaired',
  NotAllowedError: 'keyNotAnswered',
  SecurityError: 'relyingPartyRefused',
} as const satisfies Record<string, DeskErrorCode>;

/** Whoever holds the key in their hand, and touches it at once: real signatures, without a window. */
export interface SoftCeremony extends Ceremony {
  key: SoftKey;
  /** how its answers are wrong, for servers that ought to notice */
  deviation: Deviation;
  /** the person does not touch it the next time */
  ignoreOnce(): void;
}

export const createSoftCeremony = (key: SoftKey): SoftCeremony => {
  let ignored = false;
  const ceremony: SoftCeremony = {
    key,
    deviation: {},
    ignoreOnce() {
      ignored = true;
    },
    run({ purpose, options, relyingParty }) {
      if (ignored) {
        ignored = false;
        return Promise.resolve(fail({ code: 'keyNotAnswered' }));
      }
      try {
        return Promise.resolve(
          ok(ceremony.key[purpose](options, relyingParty.origin, ceremony.deviation)),
        );
      } catch (error) {
        if (!(error instanceof KeyRefused)) throw error;
        return Promise.resolve(fail({ code: codes[error.name as keyof typeof codes] }));
      }
    },
  };
  return ceremony;
};
