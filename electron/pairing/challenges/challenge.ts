import type { Result } from '../../../shared/result';
import type { ActivationAnswer } from '../../pingone/devices';
import type { Authentication, DeviceAuthentications } from '../../pingone/device-authentications';
import type { RequestContext } from '../../pingone/request';

export interface AuthenticationAnswer {
  readonly authentications: DeviceAuthentications;
  readonly authenticationId: string;
  readonly response: string;
  readonly relyingPartyOrigin: string | null;
  readonly context: RequestContext;
}

/** How the answer to one kind of challenge travels to PingOne. */
export interface Challenge {
  /** `origin`: the relying party's; `''` where none is configured */
  readonly activation: (response: string, origin: string) => ActivationAnswer;
  readonly check: (answer: AuthenticationAnswer) => Promise<Result<Authentication>>;
}
