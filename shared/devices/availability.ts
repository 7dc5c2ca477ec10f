import type { DeskError } from '../errors';
import { rights, type RightAction } from '../kiosk/rights';
import type { CeremonyRoute } from '../webauthn/route';
import { catalog, type DeviceType } from './catalog';

/** Devices that wait for their activation, of one person (pingone-mfa-api.md A.7). */
export const pendingLimit = 50;

/** All that decides whether a method can be used. `null`: nobody could say, so it is tried. */
export interface Circumstances {
  /** the configuration's own choice; null: every method */
  readonly allowedMethods: readonly string[] | null;
  /** what the policy says about each method; null: it cannot be read */
  readonly policy: Readonly<
    Partial<Record<string, { readonly enabled: boolean; readonly pairingDisabled: boolean }>>
  > | null;
  readonly activeDevices: number | null;
  readonly pendingDevices: number | null;
  readonly mostDevices: number | null;
  /** scopes that were asked for and not granted: people at their own workstation */
  readonly missingScopes: readonly string[];
  /** what an operator may not do */
  readonly missingRights: readonly RightAction[];
  readonly hasRelyingParty: boolean;
  /** how a security key would be reached, or why not at all */
  readonly route: CeremonyRoute | DeskError;
  /** whether calls may dial an extension */
  readonly phoneExtensions: boolean | null;
  /** whether anything takes connections where PingID Desktop listens */
  readonly agentAnswers: boolean | null;
}

export interface Availability {
  /** why it cannot be used at all */
  readonly unavailable: DeskError | null;
  /** what is worth knowing before it is tried */
  readonly hint: DeskError | null;
}

const scopes = {
  device: ['p1:create:device', 'p1:update:device'],
  pairingKey: ['p1:create:pairingKey', 'p1:read:pairingKey', 'p1:delete:pairingKey'],
} as const;
const rightsFor = {
  device: ['createDevices', 'activateDevices'],
  pairingKey: ['pairApps'],
} as const satisfies Record<string, readonly RightAction[]>;

/** In the order in which somebody would have to deal with them: what is decided for good comes first. */
const reasonAgainst = (type: DeviceType, given: Circumstances): DeskError | null => {
  const { allowedMethods, policy, mostDevices, activeDevices, pendingDevices } = given;
  const { challenge, creation } = catalog[type];
  if (allowedMethods !== null && !allowedMethods.includes(type))
    return { code: 'methodNotAllowed' };
  const lacking = scopes[creation].filter((scope) => given.missingScopes.includes(scope));
  if (lacking.length > 0) return { code: 'scopeMissing', scopes: lacking };
  const right = rightsFor[creation].find((action) => given.missingRights.includes(action));
  if (right !== undefined) return { code: 'rightMissing', permission: rights[right].permission };
  const setting = policy?.[type];
  if (setting?.enabled === false) return { code: 'methodOff' };
  if (setting?.pairingDisabled === true) return { code: 'pairingOff' };
  if (challenge === 'desktopAgent' && !given.hasRelyingParty)
    return { code: 'relyingPartyMissing' };
  if (challenge === 'securityKey' && 'code' in given.route) return given.route;
  if (mostDevices !== null && activeDevices !== null && activeDevices >= mostDevices)
    return { code: 'deviceCapReached', limit: mostDevices };
  if (creation === 'device' && pendingDevices !== null && pendingDevices >= pendingLimit)
    return { code: 'tooManyPending', limit: pendingLimit };
  return null;
};

const hintFor = (type: DeviceType, given: Circumstances, port: number): DeskError | null => {
  if (catalog[type].challenge === 'desktopAgent' && given.agentAnswers === false)
    return { code: 'agentNotRunning', port };
  if (type === 'VOICE' && given.phoneExtensions === false) return { code: 'extensionsOff' };
  return given.policy === null ? { code: 'policyUnknown' } : null;
};

/**
 * Whether a method can be used, and why it cannot where that is known. Whoever can change it stands in the words of the
 * error. `agentPort`: where PingID Desktop is looked for.
 */
export const availabilityOf = (
  type: DeviceType,
  given: Circumstances,
  agentPort: number,
): Availability => {
  const unavailable = reasonAgainst(type, given);
  return { unavailable, hint: unavailable === null ? hintFor(type, given, agentPort) : null };
};
