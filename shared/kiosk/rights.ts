import * as v from 'valibot';

/**
 * What an operator does at a kiosk, and the permission of PingOne's that it needs. Identifiers of the directory are
 * PingOne's own; MFA permissions are named by resource and action, as the console lists them.
 */
export const rights = {
  findPeople: { permission: 'dir:read:user', needed: true },
  seePopulations: { permission: 'dir:read:population', needed: false },
  seeDevices: { permission: 'MFA devices: read', needed: true },
  createDevices: { permission: 'MFA devices: create', needed: true },
  activateDevices: { permission: 'MFA devices: update', needed: true },
  removeDevices: { permission: 'MFA devices: delete', needed: true },
  proveDevices: { permission: 'MFA device authentications: create', needed: true },
  pairApps: { permission: 'MFA pairing keys: create, read, delete', needed: false },
  blockDevices: { permission: 'MFA devices: block', needed: false },
  unlockDevices: { permission: 'MFA devices: unlock', needed: false },
  requestLogs: { permission: 'MFA device logs: update', needed: false },
  findTokens: { permission: 'OATH tokens: read', needed: false },
  resyncTokens: { permission: 'OATH tokens: update', needed: false },
  enableMfa: { permission: 'User MFA enabled: update', needed: false },
  readPolicies: { permission: 'MFA policies: read', needed: false },
  readSettings: { permission: 'MFA settings: read', needed: false },
} as const satisfies Record<string, { readonly permission: string; readonly needed: boolean }>;

export type RightAction = keyof typeof rights;
export const rightActions = Object.keys(rights) as readonly RightAction[];

export const rightSchema = v.object({
  action: v.picklist(rightActions),
  /** `unknown`: PingOne could not be asked, or its answer did not tell */
  state: v.picklist(['granted', 'missing', 'unknown']),
});
/** One action, and whether this operator may do it. */
export type Right = v.InferOutput<typeof rightSchema>;
