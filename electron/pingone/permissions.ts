import type { RightAction } from '../../shared/kiosk/rights';
import type { PingOneRequest } from './request';

/** What a request is about and does: the resource's name, and the verb or the action of its media type. */
const deeds: Readonly<Record<string, RightAction>> = {
  'users GET': 'findPeople',
  'populations GET': 'seePopulations',
  'devices GET': 'seeDevices',
  'devices POST': 'createDevices',
  'devices PUT': 'activateDevices',
  'devices DELETE': 'removeDevices',
  'devices device.activate': 'activateDevices',
  'devices device.sendActivationCode': 'activateDevices',
  'devices devices.reorder': 'activateDevices',
  'devices device.block': 'blockDevices',
  'devices device.unblock': 'blockDevices',
  'devices device.unlock': 'unlockDevices',
  'pairingKeys GET': 'pairApps',
  'pairingKeys POST': 'pairApps',
  'pairingKeys DELETE': 'pairApps',
  'oathTokens GET': 'findTokens',
  'oathTokens device.resync': 'resyncTokens',
  'mfaEnabled GET': 'enableMfa',
  'mfaEnabled PUT': 'enableMfa',
  'deviceAuthenticationPolicies GET': 'readPolicies',
  'mfaSettings GET': 'readSettings',
};

const vendorAction = /^application\/vnd\.pingidentity\.(.+)\+json$/;

/** The right that whoever sends this request has to have; null where nobody knows. `group`: as `rateGroupOf` has it. */
export const rightFor = (request: PingOneRequest, group: string): RightAction | null => {
  const action = vendorAction.exec(request.mediaType ?? '')?.[1] ?? request.method;
  const { target } = request;
  if (target.host === 'api' && target.path.at(-1) === 'logs') return 'requestLogs';
  return deeds[`${group} ${action}`] ?? null;
};

/** The scopes of a person's own token, where PingOne has one for it (pingone-mfa-api.md A.3). */
const scopes: Partial<Record<RightAction, string>> = {
  findPeople: 'p1:read:user',
  seeDevices: 'p1:read:device',
  createDevices: 'p1:create:device',
  activateDevices: 'p1:update:device',
  removeDevices: 'p1:delete:device',
  pairApps: 'p1:create:pairingKey, p1:read:pairingKey, p1:delete:pairingKey',
};

export const scopeFor = (right: RightAction): string | null => scopes[right] ?? null;
