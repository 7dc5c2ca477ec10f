/** Error names of RFC 6749, OpenID Connect Core and PingOne's sign-on, safe to show; any other word is not. */
const known: ReadonlySet<string> = new Set([
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'login_required',
  'request_not_supported',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
]);

export const reasonOf = (error: string): string => (known.has(error) ? error : 'other');
