import * as v from 'valibot';

/**
 * Every failure that a person can be told about. The details are safe to show and to log: no token, code, JWT,
 * address of a person or vendor text is ever among them. `reference` is what support staff can look up: PingOne's
 * error id or correlation id.
 */
const error = <const Code extends string, const Details extends v.ObjectEntries>(
  code: Code,
  details: Details,
) =>
  v.object({
    code: v.literal(code),
    reference: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
    ...details,
  });

const seconds = v.pipe(v.number(), v.minValue(0));
const millisecondsUtc = v.number();

/** Where a configuration value came from. */
export const configurationSourceSchema = v.picklist(['environment', 'machine', 'user']);
export type ConfigurationSource = v.InferOutput<typeof configurationSourceSchema>;

export const configurationProblemSchema = v.object({
  /** dotted path of the key, `''` for the whole document */
  key: v.string(),
  problem: v.picklist([
    'missing',
    'unknown',
    'wrongType',
    'malformed',
    'unreadable',
    'notJson',
    'originNotUnderRelyingParty',
  ]),
  /** type of the value that was found, never the value */
  found: v.string(),
  source: configurationSourceSchema,
});
export type ConfigurationProblem = v.InferOutput<typeof configurationProblemSchema>;

export const deskErrorSchema = v.variant('code', [
  // the way to PingOne
  error('offline', {}),
  error('hostUnreachable', { host: v.string() }),
  error('timedOut', {}),
  error('interrupted', {}),
  error('cancelled', {}),
  /** `issuer`: who signed the certificate, by its own account */
  error('untrustedCertificate', {
    host: v.string(),
    issuer: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
  }),
  error('proxySignIn', {}),
  error('redirected', {}),
  error('badResponse', { status: v.number(), html: v.boolean() }),
  // what PingOne answered
  error('signInRequired', {}),
  /** `permission`: what PingOne's administrators know it as */
  error('forbidden', { permission: v.exactOptional(v.string()) }),
  error('notFound', {}),
  error('rateLimited', { retryAfterSeconds: seconds }),
  error('serverError', { status: v.number() }),
  error('refused', { status: v.number(), target: v.exactOptional(v.string()) }),
  error('duplicate', {}),
  error('limitReached', {}),
  error('deviceCapReached', { limit: v.number() }),
  error('tooManyPending', { limit: v.number() }),
  error('pairingKeyLimit', {}),
  error('listChanged', {}),
  error('wrongCode', { attemptsRemaining: v.exactOptional(v.number()) }),
  // codes that a device makes by itself: apps and hardware tokens
  error('codeUsed', {}),
  error('extraCodeRequired', {}),
  error('notTheNextCode', { attemptsRemaining: v.exactOptional(v.number()) }),
  error('tokenOutOfStep', { attemptsRemaining: v.exactOptional(v.number()) }),
  error('tokenUnknown', {}),
  error('tokenTaken', {}),
  error('locked', { until: v.exactOptional(millisecondsUtc) }),
  error('deviceGone', {}),
  // device authentications
  error('notHere', {}),
  /** `deviceIds`: those that PingOne says are locked or blocked */
  error('noUsableDevice', { deviceIds: v.exactOptional(v.array(v.string())) }),
  error('authenticationGone', {}),
  error('authenticationFailed', {}),
  error('otherDeviceSelected', {}),
  error('bypassed', {}),
  error('unsupportedStatus', {}),
  error('pushTimedOut', {}),
  error('pushDeclined', {}),
  // the mobile app
  error('pairingKeyExpired', {}),
  error('pairingKeyFailed', {}),
  // security keys and passkeys
  error('keyNotAnswered', {}),
  error('keyTimedOut', {}),
  error('keyAlreadyPaired', {}),
  error('keyWithoutVerification', {}),
  error('keyWithoutPasskeys', {}),
  error('keyUnsuitable', {}),
  error('relyingPartyRefused', {}),
  error('optionsUnreadable', {}),
  error('provenElsewhereOnly', {}),
  error('selfServiceMissing', {}),
  // PingID Desktop on this computer
  error('agentNotRunning', { port: v.number() }),
  error('agentTimedOut', {}),
  error('agentDeclined', { status: v.number() }),
  error('agentTooOld', {}),
  error('agentNotPingId', { port: v.number() }),
  error('agentInterrupted', {}),
  error('agentOtherUser', { port: v.number() }),
  error('agentOtherPort', { port: v.number(), found: v.number() }),
  error('agentSquatted', { port: v.number() }),
  error('agentOriginRefused', {}),
  error('agentAlreadyPaired', {}),
  error('agentForgot', {}),
  error('proxyConfigured', { names: v.array(v.string()) }),
  error('remoteSession', {}),
  error('alreadyPairedHere', {}),
  error('relyingPartyMissing', {}),
  error('originNotUnderRelyingParty', {}),
  error('relyingPartyMismatch', { expected: v.string() }),
  // pairing
  error('lastDevice', {}),
  error('methodOff', {}),
  error('pairingOff', {}),
  error('methodNotAllowed', {}),
  error('scopeMissing', { scopes: v.array(v.string()) }),
  error('rightMissing', { permission: v.string() }),
  error('extensionsOff', {}),
  error('policyUnknown', {}),
  error('deviceUnsupported', {}),
  error('severalCreated', {}),
  error('journalNotWritten', {}),
  error('journalNewer', {}),
  error('responseLost', {}),
  // sign-in
  error('signInCancelled', {}),
  error('signInTimedOut', {}),
  error('signInRefused', { reason: v.string() }),
  error('redirectPortTaken', { port: v.number() }),
  error('browserNotOpened', {}),
  error('sessionEnded', {}),
  error('clientRefused', {}),
  error('clockWrong', {}),
  // the kiosk
  error('someoneElse', {}),
  error('reauthenticationRequired', {}),
  error('pinWrong', { attemptsRemaining: v.number() }),
  error('pinSpent', {}),
  error('personGone', {}),
  error('personDisabled', {}),
  error('notIdentified', {}),
  error('recordNotWritten', {}),
  error('undoTooLate', {}),
  error('undoNotSeen', {}),
  error('leftAtPingOne', {}),
  error('phoneSignInOff', {}),
  // hardware tokens, for administrators
  error('tokenNotFound', {}),
  error('codesNotConsecutive', {}),
  // the keychain
  error('keychainLocked', {}),
  error('keychainUnavailable', {}),
  error('keychainTimedOut', {}),
  error('keychainCorrupt', {}),
  error('keychainDeleteFailed', {}),
  // configuration
  error('configurationMissing', {}),
  error('configurationInvalid', { problems: v.array(configurationProblemSchema) }),
  error('configurationNotSaved', {}),
  error('diagnosticsNotSaved', {}),
  error('notPingOne', { host: v.string() }),
  error('environmentUnknown', {}),
  // this program
  error('notAllowed', {}),
  error('invalidInput', { fields: v.array(v.string()) }),
  error('unexpected', {}),
]);

export type DeskError = v.InferOutput<typeof deskErrorSchema>;
export type DeskErrorCode = DeskError['code'];
