import type { Configuration } from '../../shared/configuration';
import { availabilityOf, type Circumstances } from '../../shared/devices/availability';
import { catalog, deviceTypes } from '../../shared/devices/catalog';
import type { Method } from '../../shared/pairing/state';
import type { Policy } from '../pingone/policies';

export interface MethodSettings {
  readonly configuration: Configuration;
  /** null: not readable, so everything is tried */
  readonly policy: Policy | null;
  readonly agentPort: number;
}

/** Every method, and why it cannot be used where that is known. */
export const methodsOf = (
  { configuration, policy, agentPort }: MethodSettings,
  given: Omit<Circumstances, 'allowedMethods' | 'policy' | 'hasRelyingParty'>,
): Method[] => {
  const circumstances: Circumstances = {
    ...given,
    allowedMethods: configuration.allowedMethods ?? null,
    policy: policy?.methods ?? null,
    hasRelyingParty: configuration.relyingParty !== undefined,
  };
  return deviceTypes.map((type) => ({
    type,
    ...availabilityOf(type, circumstances, agentPort),
    // what a device makes by itself has its own length, whatever the policy says about messages
    codeLength:
      catalog[type].challenge === 'oneTimeCode'
        ? (configuration.otpLength ?? policy?.methods[type]?.codeLength ?? null)
        : null,
  }));
};
