/**
 * What the role of an operator lets them do, in parts that can be taken away one by one. The names are ours: PingOne
 * names permissions by service, and only the role that bundles them is in the contract.
 */
export const PERMISSIONS = [
  'readUser',
  'readPopulation',
  'readDevice',
  'createDevice',
  /** Activation, a code once more, nickname, order. */
  'updateDevice',
  'deleteDevice',
  /** Blocking and unblocking. */
  'blockDevice',
  'unlockDevice',
  'requestLogs',
  'createPairingKey',
  'readPairingKey',
  'deletePairingKey',
  /** Every call on deviceAuthentications. */
  'authenticateDevice',
  'readMfaEnabled',
  'updateMfaEnabled',
  'readPolicy',
  'readMfaSettings',
  'readOathToken',
  /** Resync, and creation. */
  'updateOathToken',
] as const;

export type Permission = (typeof PERMISSIONS)[number];
