import type { Configuration } from '../../shared/configuration';
import { catalog, deviceTypes, type DeviceType } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import type { Method } from '../../shared/pairing/state';
import type { Policy } from '../pingone/policies';

const reasonAgainst = (
  type: DeviceType,
  { allowedMethods, relyingParty }: Configuration,
  policy: Policy | null,
): DeskError | null => {
  if (allowedMethods !== undefined && !allowedMethods.includes(type))
    return { code: 'methodNotAllowed' };
  const setting = policy?.methods[type];
  if (setting !== undefined && (!setting.enabled || setting.pairingDisabled))
    return { code: 'methodOff' };
  if (catalog[type].challenge === 'desktopAgent' && relyingParty === undefined)
    return { code: 'relyingPartyMissing' };
  return null;
};

/** Every method, and why it cannot be used where that is known. `policy` null: not readable, so it is tried. */
export const methodsOf = (configuration: Configuration, policy: Policy | null): Method[] =>
  deviceTypes.map((type) => ({
    type,
    unavailable: reasonAgainst(type, configuration, policy),
    // what a device makes by itself has its own length, whatever the policy says about messages
    codeLength:
      catalog[type].challenge === 'oneTimeCode'
        ? (configuration.otpLength ?? policy?.methods[type]?.codeLength ?? null)
        : null,
  }));
