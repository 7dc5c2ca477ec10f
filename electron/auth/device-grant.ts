import * as v from 'valibot';
import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import { isHtml, jsonOf, referenceOf, request, statusError, type Answer } from '../http/request';
import { patience, type ServerMetadata } from './discovery';
import { reasonOf } from './oauth-errors';
import { requestTokens, type TokenRequestDependencies } from './token-request';
import type { Tokens } from './tokens';

/** What a phone is shown, and what is asked with meanwhile (RFC 8628, 3.2). Times in milliseconds, by our clock. */
export interface DeviceAuthorization {
  /** a secret: whoever has it gets the tokens */
  readonly deviceCode: string;
  readonly userCode: string;
  readonly address: string;
  /** the address with the code in it, where PingOne offers that; else the address */
  readonly completeAddress: string;
  readonly deadline: number;
  /** between two questions, a second at least */
  readonly interval: number;
}

/** `slowDown`: as `pending`, and from now on with more time in between. */
export type Polled = Tokens | 'pending' | 'slowDown';

export interface Poll {
  readonly deviceCode: string;
  readonly onIssued: () => void;
  readonly signal: AbortSignal;
}

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

/** Seconds between two questions where the answer names none (RFC 8628, 3.2). */
const defaultInterval = 5;

const seconds = (least: number, most: number) =>
  v.pipe(v.number(''), v.minValue(least, ''), v.maxValue(most, ''));

/** Longer ones make a QR code that no camera reads from a screen. */
const address = v.pipe(v.string(''), v.maxLength(1_000, ''), v.url(''));

const answerSchema = v.object({
  device_code: v.pipe(v.string(''), v.minLength(1, '')),
  // typed by a person, so visible characters only
  user_code: v.pipe(v.string(''), v.regex(/^[\x21-\x7e]([\x20-\x7e]{0,38}[\x21-\x7e])?$/, '')),
  verification_uri: address,
  verification_uri_complete: v.exactOptional(address),
  expires_in: seconds(1, 86_400),
  interval: v.optional(seconds(0, 3_600)),
});

const errorSchema = v.object({ error: v.string('') });

/** A person types their password there: nowhere but where the browser of this computer would go to sign in. */
const isOurs = (text: string, { issuer }: ServerMetadata): boolean => {
  const { origin, username, password } = new URL(text);
  return origin === new URL(issuer).origin && username === '' && password === '';
};

/** The grant is switched off: for this client, or altogether. */
const isOff = (error: string): boolean =>
  error === 'unauthorized_client' || error === 'unsupported_grant_type';

const explain = (answer: Answer): DeskError => {
  const { status, headers } = answer;
  const reference = referenceOf(headers);
  if (status === 429 || status >= 500) return statusError(answer);
  const parsed = v.safeParse(errorSchema, jsonOf(answer));
  const error = parsed.success ? parsed.output.error : null;
  if (error === 'invalid_client') return { code: 'clientRefused', ...reference };
  if (status === 403 || status === 404 || (error !== null && isOff(error)))
    return { code: 'phoneSignInOff', ...reference };
  return error === null
    ? statusError(answer)
    : { code: 'signInRefused', reason: reasonOf(error), ...reference };
};

/**
 * A code for somebody's phone (RFC 8628, 3.1). Whose phone it is, only the tokens tell. Errors: those of `request`,
 * `phoneSignInOff` where PingOne does not offer it to this client, `clientRefused`, `signInRefused`, `rateLimited`,
 * `serverError`, `badResponse` also for an address that is not on the auth host.
 */
export const askForDeviceCode = async (
  { clientId, fetch, now }: TokenRequestDependencies,
  metadata: ServerMetadata,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<Result<DeviceAuthorization>> => {
  const { device_authorization_endpoint: endpoint } = metadata;
  if (endpoint === undefined) return fail({ code: 'phoneSignInOff' });
  const asked = now();
  const answered = await request(
    fetch,
    endpoint,
    {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ client_id: clientId, scope: scopes.join(' ') }).toString(),
    },
    { signal, timeout: patience },
  );
  if (!answered.ok) return answered;
  const answer = answered.value;
  if (answer.status !== 200) return fail(explain(answer));
  const parsed = v.safeParse(answerSchema, jsonOf(answer));
  if (parsed.success) {
    const { device_code, user_code, verification_uri, verification_uri_complete } = parsed.output;
    const { expires_in, interval = defaultInterval } = parsed.output;
    const completeAddress = verification_uri_complete ?? verification_uri;
    if (isOurs(verification_uri, metadata) && isOurs(completeAddress, metadata))
      return ok({
        deviceCode: device_code,
        userCode: user_code,
        address: verification_uri,
        completeAddress,
        deadline: asked + expires_in * 1_000,
        interval: Math.max(interval, 1) * 1_000,
      });
  }
  return fail({
    code: 'badResponse',
    status: 200,
    html: isHtml(answer),
    ...referenceOf(answer.headers),
  });
};

/**
 * Asks once (RFC 8628, 3.4 and 3.5) and validates the ID token that comes with the tokens as after a callback; a nonce
 * does not exist here. Errors: those of `request`, `signInRefused` (`access_denied`: the person said no),
 * `signInTimedOut`, `phoneSignInOff`, `clientRefused`, `clockWrong`, `badResponse`, `rateLimited`, `serverError`.
 */
export const pollForTokens = async (
  dependencies: TokenRequestDependencies,
  metadata: ServerMetadata,
  { deviceCode, onIssued, signal }: Poll,
): Promise<Result<Polled>> => {
  const said: { error: string | null } = { error: null };
  const polled = await requestTokens(dependencies, {
    metadata,
    signal,
    identifies: true,
    onIssued,
    grant: (library, client) =>
      library.genericGrantRequest(client, grantType, { device_code: deviceCode }),
    refused(error) {
      said.error = error;
      if (error === 'expired_token') return { code: 'signInTimedOut' };
      if (isOff(error)) return { code: 'phoneSignInOff' };
      return { code: 'signInRefused', reason: reasonOf(error) };
    },
  });
  if (said.error === 'authorization_pending') return ok('pending');
  if (said.error === 'slow_down') return ok('slowDown');
  return polled;
};
