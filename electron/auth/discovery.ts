import * as v from 'valibot';
import type { Endpoints } from '../configuration/endpoints';
import { fail, ok, type Result } from '../../shared/result';
import { hasPingOneEnvelope } from '../http/problem-envelope';
import { isHtml, jsonOf, referenceOf, request, statusError, type Fetch } from '../http/request';

/** Milliseconds that any single answer of the auth host may take. */
export const patience = 10_000;

const url = v.pipe(v.string(''), v.url(''));

const metadataSchema = v.object({
  issuer: v.string(''),
  authorization_endpoint: url,
  token_endpoint: url,
  jwks_uri: url,
  end_session_endpoint: v.exactOptional(url),
  /** RFC 8628 */
  device_authorization_endpoint: v.exactOptional(url),
  authorization_response_iss_parameter_supported: v.exactOptional(v.boolean('')),
});

/** The part of the discovery document that is used. Every address in it lies on the configured auth host. */
export type ServerMetadata = v.InferOutput<typeof metadataSchema>;

/**
 * Reads the OpenID discovery document and believes it only where it is about our issuer and stays on our host:
 * codes and refresh tokens go to the addresses in it. Source: OpenID Connect Discovery 1.0, section 4.
 *
 * Errors: those of `request`, `environmentUnknown` (a PingOne that does not know it), `notPingOne`, `badResponse`
 * (HTML: a portal or proxy in between), `serverError`, `rateLimited`, `proxySignIn`.
 */
export const discover = async (
  { issuer, authOrigin }: Endpoints,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Result<ServerMetadata>> => {
  const host = new URL(authOrigin).hostname;
  const answered = await request(
    fetch,
    `${issuer}/.well-known/openid-configuration`,
    { headers: { accept: 'application/json' } },
    { signal, timeout: patience },
  );
  if (!answered.ok) return answered;
  const answer = answered.value;
  const { status } = answer;
  if (status === 404 || status === 400)
    return fail(
      hasPingOneEnvelope(answer)
        ? { code: 'environmentUnknown', ...referenceOf(answer.headers) }
        : { code: 'notPingOne', host },
    );
  if (status === 407 || status === 429 || status >= 500 || (status === 200 && isHtml(answer)))
    return fail(statusError(answer));
  const parsed = v.safeParse(metadataSchema, jsonOf(answer));
  if (status !== 200 || !parsed.success) return fail({ code: 'notPingOne', host });
  const metadata = parsed.output;
  const addresses = [
    metadata.authorization_endpoint,
    metadata.token_endpoint,
    metadata.jwks_uri,
    metadata.end_session_endpoint ?? authOrigin,
    metadata.device_authorization_endpoint ?? authOrigin,
  ];
  const ours =
    metadata.issuer === issuer &&
    addresses.every((address) => new URL(address).origin === authOrigin);
  return ours ? ok(metadata) : fail({ code: 'notPingOne', host });
};
