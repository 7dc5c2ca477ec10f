/** The audience of access tokens for the PingOne API, which is also their OAuth resource. */
export const PINGONE_API = 'https://api.pingone.com';

/** Contract A.3: what an end user's app may ask for, on the user's own record. */
export const SELF_SERVICE_SCOPES = [
  'p1:read:user',
  'p1:update:user',
  'p1:update:userMfaEnabled',
  'p1:create:device',
  'p1:read:device',
  'p1:update:device',
  'p1:delete:device',
  'p1:create:pairingKey',
  'p1:read:pairingKey',
  'p1:delete:pairingKey',
];

export const OPENID_SCOPES = ['openid', 'profile', 'email'];
