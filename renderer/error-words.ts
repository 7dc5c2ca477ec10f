import type { DeskError, DeskErrorCode } from '../shared/errors';
import { listOf } from './lists';
import { m } from './messages/compiled/messages';
import { timeOf } from './times';

type ErrorOf = { readonly [Code in DeskErrorCode]: Extract<DeskError, { code: Code }> };

/** What happened, and the one thing to do next. */
export interface ErrorWords {
  readonly what: string;
  readonly next: string;
}

const words = (what: () => string, next: () => string) => (): ErrorWords => ({
  what: what(),
  next: next(),
});

const errorWords = {
  offline: words(m.error_offline, m.error_offline_next),
  hostUnreachable: ({ host }) => ({
    what: m.error_host_unreachable({ host }),
    next: m.error_host_unreachable_next(),
  }),
  timedOut: words(m.error_timed_out, m.error_timed_out_next),
  interrupted: words(m.error_interrupted, m.error_interrupted_next),
  cancelled: words(m.error_cancelled, m.error_cancelled_next),
  untrustedCertificate: ({ host, issuer }) => ({
    what:
      issuer === undefined
        ? m.error_untrusted_certificate({ host })
        : m.error_untrusted_certificate_issuer({ host, issuer }),
    next: m.error_untrusted_certificate_next(),
  }),
  proxySignIn: words(m.error_proxy_sign_in, m.error_proxy_sign_in_next),
  redirected: words(m.error_redirected, m.error_redirected_next),
  badResponse: ({ html }) => ({
    what: html ? m.error_bad_response_html() : m.error_bad_response(),
    next: m.error_bad_response_next(),
  }),
  signInRequired: words(m.error_sign_in_required, m.error_sign_in_required_next),
  forbidden: ({ permission }) => ({
    what: m.error_forbidden(),
    next:
      permission === undefined
        ? m.error_forbidden_next()
        : m.error_forbidden_next_named({ permission }),
  }),
  notFound: words(m.error_not_found, m.error_not_found_next),
  rateLimited: ({ retryAfterSeconds }) => ({
    what: m.error_rate_limited(),
    next: m.error_rate_limited_next({ count: Math.ceil(retryAfterSeconds) }),
  }),
  serverError: words(m.error_server_error, m.error_server_error_next),
  refused: words(m.error_refused, m.error_refused_next),
  duplicate: words(m.error_duplicate, m.error_duplicate_next),
  limitReached: words(m.error_limit_reached, m.error_limit_reached_next),
  deviceCapReached: ({ limit }) => ({
    what: m.error_device_cap_reached({ limit }),
    next: m.error_device_cap_reached_next(),
  }),
  tooManyPending: ({ limit }) => ({
    what: m.error_too_many_pending({ limit }),
    next: m.error_too_many_pending_next(),
  }),
  pairingKeyLimit: words(m.error_pairing_key_limit, m.error_pairing_key_limit_next),
  listChanged: words(m.error_list_changed, m.error_list_changed_next),
  wrongCode: ({ attemptsRemaining }) => ({
    what: attemptsRemaining === 0 ? m.error_wrong_code_last() : m.error_wrong_code(),
    next: m.error_wrong_code_next(),
  }),
  codeUsed: words(m.error_code_used, m.error_code_used_next),
  extraCodeRequired: words(m.error_extra_code_required, m.error_extra_code_required_next),
  notTheNextCode: words(m.error_not_the_next_code, m.error_not_the_next_code_next),
  tokenOutOfStep: words(m.error_token_out_of_step, m.error_token_out_of_step_next),
  tokenUnknown: words(m.error_token_unknown, m.error_token_unknown_next),
  tokenTaken: words(m.error_token_taken, m.error_token_taken_next),
  locked: ({ until }) => ({
    what: until === undefined ? m.error_locked() : m.error_locked_until({ time: timeOf(until) }),
    next: m.error_locked_next(),
  }),
  deviceGone: words(m.error_device_gone, m.error_device_gone_next),
  notHere: words(m.error_not_here, m.error_not_here_next),
  noUsableDevice: ({ deviceIds }) =>
    deviceIds === undefined || deviceIds.length === 0
      ? { what: m.error_no_usable_device(), next: m.error_no_usable_device_next() }
      : { what: m.error_no_usable_device_named(), next: m.error_no_usable_device_named_next() },
  authenticationGone: words(m.error_authentication_gone, m.error_authentication_gone_next),
  authenticationFailed: words(m.error_authentication_failed, m.error_authentication_failed_next),
  otherDeviceSelected: words(m.error_other_device_selected, m.error_other_device_selected_next),
  bypassed: words(m.error_bypassed, m.error_bypassed_next),
  unsupportedStatus: words(m.error_unsupported_status, m.error_unsupported_status_next),
  pushTimedOut: words(m.error_push_timed_out, m.error_push_timed_out_next),
  pushDeclined: words(m.error_push_declined, m.error_push_declined_next),
  pairingKeyExpired: words(m.error_pairing_key_expired, m.error_pairing_key_expired_next),
  pairingKeyFailed: words(m.error_pairing_key_failed, m.error_pairing_key_failed_next),
  keyNotAnswered: words(m.error_key_not_answered, m.error_key_not_answered_next),
  keyTimedOut: words(m.error_key_timed_out, m.error_key_timed_out_next),
  keyAlreadyPaired: words(m.error_key_already_paired, m.error_key_already_paired_next),
  keyWithoutVerification: words(
    m.error_key_without_verification,
    m.error_key_without_verification_next,
  ),
  keyWithoutPasskeys: words(m.error_key_without_passkeys, m.error_key_without_passkeys_next),
  keyUnsuitable: words(m.error_key_unsuitable, m.error_key_unsuitable_next),
  relyingPartyRefused: words(m.error_relying_party_refused, m.error_relying_party_refused_next),
  optionsUnreadable: words(m.error_options_unreadable, m.error_options_unreadable_next),
  provenElsewhereOnly: words(m.error_proven_elsewhere_only, m.error_proven_elsewhere_only_next),
  selfServiceMissing: words(m.error_self_service_missing, m.error_self_service_missing_next),
  agentNotRunning: ({ port }) => ({
    what: m.error_agent_not_running({ port: String(port) }),
    next: m.error_agent_not_running_next(),
  }),
  agentTimedOut: words(m.error_agent_timed_out, m.error_agent_timed_out_next),
  agentDeclined: words(m.error_agent_declined, m.error_agent_declined_next),
  agentTooOld: words(m.error_agent_too_old, m.error_agent_too_old_next),
  agentNotPingId: ({ port }) => ({
    what: m.error_agent_not_ping_id({ port: String(port) }),
    next: m.error_agent_not_ping_id_next(),
  }),
  agentInterrupted: words(m.error_agent_interrupted, m.error_agent_interrupted_next),
  agentOtherUser: ({ port }) => ({
    what: m.error_agent_other_user({ port: String(port) }),
    next: m.error_agent_other_user_next(),
  }),
  agentOtherPort: ({ port, found }) => ({
    what: m.error_agent_other_port({ port: String(port), found: String(found) }),
    next: m.error_agent_other_port_next(),
  }),
  agentSquatted: ({ port }) => ({
    what: m.error_agent_squatted({ port: String(port) }),
    next: m.error_agent_squatted_next(),
  }),
  agentOriginRefused: words(m.error_agent_origin_refused, m.error_agent_origin_refused_next),
  agentAlreadyPaired: words(m.error_agent_already_paired, m.error_agent_already_paired_next),
  agentForgot: words(m.error_agent_forgot, m.error_agent_forgot_next),
  proxyConfigured: ({ names }) => ({
    what: m.error_proxy_configured({ names: listOf(names) }),
    next: m.error_proxy_configured_next(),
  }),
  remoteSession: words(m.error_remote_session, m.error_remote_session_next),
  alreadyPairedHere: words(m.error_already_paired_here, m.error_already_paired_here_next),
  lastDevice: words(m.error_last_device, m.error_last_device_next),
  methodOff: words(m.error_method_off, m.error_method_off_next),
  pairingOff: words(m.error_pairing_off, m.error_pairing_off_next),
  methodNotAllowed: words(m.error_method_not_allowed, m.error_method_not_allowed_next),
  scopeMissing: ({ scopes }) => ({
    what: m.error_scope_missing(),
    next: m.error_scope_missing_next({ scopes: listOf(scopes) }),
  }),
  rightMissing: ({ permission }) => ({
    what: m.error_right_missing(),
    next: m.error_right_missing_next({ permission }),
  }),
  extensionsOff: words(m.error_extensions_off, m.error_extensions_off_next),
  policyUnknown: words(m.error_policy_unknown, m.error_policy_unknown_next),
  deviceUnsupported: words(m.error_device_unsupported, m.error_device_unsupported_next),
  journalNewer: words(m.error_journal_newer, m.error_journal_newer_next),
  journalNotWritten: words(m.error_journal_not_written, m.error_journal_not_written_next),
  relyingPartyMissing: words(m.error_relying_party_missing, m.error_relying_party_missing_next),
  originNotUnderRelyingParty: words(
    m.error_origin_not_under_relying_party,
    m.error_origin_not_under_relying_party_next,
  ),
  relyingPartyMismatch: ({ expected }) => ({
    what: m.error_relying_party_mismatch({ expected }),
    next: m.error_relying_party_mismatch_next(),
  }),
  severalCreated: words(m.error_several_created, m.error_several_created_next),
  responseLost: words(m.error_response_lost, m.error_response_lost_next),
  signInCancelled: words(m.error_sign_in_cancelled, m.error_sign_in_cancelled_next),
  signInTimedOut: words(m.error_sign_in_timed_out, m.error_sign_in_timed_out_next),
  signInRefused: words(m.error_sign_in_refused, m.error_sign_in_refused_next),
  redirectPortTaken: ({ port }) => ({
    what: m.error_redirect_port_taken({ port: String(port) }),
    next: m.error_redirect_port_taken_next(),
  }),
  browserNotOpened: words(m.error_browser_not_opened, m.error_browser_not_opened_next),
  sessionEnded: words(m.error_session_ended, m.error_session_ended_next),
  clientRefused: words(m.error_client_refused, m.error_client_refused_next),
  clockWrong: words(m.error_clock_wrong, m.error_clock_wrong_next),
  someoneElse: words(m.error_someone_else, m.error_someone_else_next),
  reauthenticationRequired: words(
    m.error_reauthentication_required,
    m.error_reauthentication_required_next,
  ),
  pinWrong: ({ attemptsRemaining }) => ({
    what: m.error_pin_wrong(),
    next: m.error_pin_wrong_next({ count: attemptsRemaining }),
  }),
  pinSpent: words(m.error_pin_spent, m.error_pin_spent_next),
  personGone: words(m.error_person_gone, m.error_person_gone_next),
  personDisabled: words(m.error_person_disabled, m.error_person_disabled_next),
  notIdentified: words(m.error_not_identified, m.error_not_identified_next),
  recordNotWritten: words(m.error_record_not_written, m.error_record_not_written_next),
  undoTooLate: words(m.error_undo_too_late, m.error_undo_too_late_next),
  undoNotSeen: words(m.error_undo_not_seen, m.error_undo_not_seen_next),
  leftAtPingOne: words(m.error_left_at_ping_one, m.error_left_at_ping_one_next),
  phoneSignInOff: words(m.error_phone_sign_in_off, m.error_phone_sign_in_off_next),
  tokenNotFound: words(m.error_token_not_found, m.error_token_not_found_next),
  codesNotConsecutive: words(m.error_codes_not_consecutive, m.error_codes_not_consecutive_next),
  keychainLocked: words(m.error_keychain_locked, m.error_keychain_locked_next),
  keychainUnavailable: words(m.error_keychain_unavailable, m.error_keychain_unavailable_next),
  keychainTimedOut: words(m.error_keychain_timed_out, m.error_keychain_timed_out_next),
  keychainCorrupt: words(m.error_keychain_corrupt, m.error_keychain_corrupt_next),
  keychainDeleteFailed: words(m.error_keychain_delete_failed, m.error_keychain_delete_failed_next),
  configurationMissing: words(m.error_configuration_missing, m.error_configuration_missing_next),
  configurationInvalid: words(m.error_configuration_invalid, m.error_configuration_invalid_next),
  configurationNotSaved: words(
    m.error_configuration_not_saved,
    m.error_configuration_not_saved_next,
  ),
  diagnosticsNotSaved: words(m.error_diagnostics_not_saved, m.error_diagnostics_not_saved_next),
  notPingOne: ({ host }) => ({
    what: m.error_not_ping_one({ host }),
    next: m.error_not_ping_one_next(),
  }),
  environmentUnknown: words(m.error_environment_unknown, m.error_environment_unknown_next),
  notAllowed: words(m.error_not_allowed, m.error_not_allowed_next),
  invalidInput: words(m.error_invalid_input, m.error_invalid_input_next),
  unexpected: words(m.error_unexpected, m.error_unexpected_next),
} satisfies { readonly [Code in DeskErrorCode]: (error: ErrorOf[Code]) => ErrorWords };

const lookUp = <Code extends DeskErrorCode>(code: Code, error: ErrorOf[Code]): ErrorWords => {
  const table: { readonly [C in DeskErrorCode]: (error: ErrorOf[C]) => ErrorWords } = errorWords;
  return table[code](error);
};

export const wordsFor = (error: DeskError): ErrorWords => lookUp(error.code, error);

/** One paragraph, for the ear and for places without room. */
export const sentenceFor = (error: DeskError): string => {
  const { what, next } = wordsFor(error);
  return `${what} ${next}`;
};
