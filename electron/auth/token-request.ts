import * as v from 'valibot';
import type * as OpenidClient from 'openid-client';
import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import {
  isHtml,
  referenceOf,
  request,
  statusError,
  type Answer,
  type Fetch,
} from '../http/request';
import { patience, type ServerMetadata } from './discovery';
import { claimsSchema, tokenAnswerSchema, tokensOf, type Tokens } from './tokens';

type Library = typeof OpenidClient;
type TokenEndpointAnswer = Awaited<ReturnType<Library['refreshTokenGrant']>>;

export interface TokenRequestDependencies {
  readonly clientId: string;
  readonly fetch: Fetch;
  readonly now: () => number;
}

export interface TokenRequest {
  readonly metadata: ServerMetadata;
  readonly signal: AbortSignal;
  /**
   * Whether the ID token identifies somebody, and has to hold: signature, times. On a renewal it only repeats who is
   * known, and to refuse it would throw away the new refresh token that came with it.
   */
  readonly identifies: boolean;
  readonly grant: (
    library: Library,
    client: OpenidClient.Configuration,
  ) => Promise<TokenEndpointAnswer>;
  /** PingOne has given tokens: what was exchanged for them is used up, whatever becomes of the answer */
  readonly onIssued?: () => void;
  /** what the refusal of the grant itself means, or of this client for it */
  readonly refused: (error: string, status: number) => DeskError;
}

/** Seconds that clocks may differ. */
const clockTolerance = 120;
const centuries = 10_000_000_000;

const errorSchema = v.object({ error: v.string(''), status: v.number('') });

/** Loopback is the one place where plain http is taken; the configuration allows it nowhere else. */
const isPlain = (address: string): boolean => new URL(address).protocol === 'http:';

/** Own words for what openid-client threw. Its errors hold answers with tokens: nothing of them goes further. */
const explain = (
  library: Library,
  thrown: unknown,
  answer: Answer | null,
  refused: TokenRequest['refused'],
): DeskError => {
  const reference = answer === null ? {} : referenceOf(answer.headers);
  if (thrown instanceof library.WWWAuthenticateChallengeError)
    return { code: 'clientRefused', ...reference };
  if (thrown instanceof library.ResponseBodyError) {
    const parsed = v.safeParse(errorSchema, { error: thrown.error, status: thrown.status });
    const { error, status } = parsed.success ? parsed.output : { error: '', status: 400 };
    if (answer !== null && (status === 429 || status >= 500)) return statusError(answer);
    if (error === 'invalid_client') return { code: 'clientRefused', ...reference };
    return { ...refused(error, status), ...reference };
  }
  const code = thrown instanceof library.ClientError ? thrown.code : undefined;
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return { code: 'clockWrong' };
  if (answer !== null && answer.status !== 200) return statusError(answer);
  const { status, html } =
    answer === null ? { status: 0, html: false } : { status: answer.status, html: isHtml(answer) };
  return { code: 'badResponse', status, html, ...reference };
};

/**
 * One request to the token endpoint and the checks of what comes back. openid-client is loaded when it is first needed:
 * it has no part in the first paint.
 */
export const requestTokens = async (
  { clientId, fetch, now }: TokenRequestDependencies,
  { metadata, signal, identifies, grant, onIssued, refused }: TokenRequest,
): Promise<Result<Tokens>> => {
  const library = await import('openid-client');
  const seen: { noAnswer: DeskError | null; answer: Answer | null } = {
    noAnswer: null,
    answer: null,
  };
  const wholeAnswers: OpenidClient.CustomFetch = async (url, { method, headers, body }) => {
    const init: RequestInit = { method, headers };
    if (body instanceof URLSearchParams) init.body = body.toString();
    const answered = await request(fetch, url, init, { signal, timeout: patience });
    if (!answered.ok) {
      seen.noAnswer = answered.error;
      throw new TypeError('no answer');
    }
    seen.answer = answered.value;
    const { status, headers: received, body: text } = answered.value;
    if (url === metadata.token_endpoint && status === 200) onIssued?.();
    return new Response(text === '' ? null : text, { status, headers: received });
  };
  const client = new library.Configuration(
    metadata,
    clientId,
    {
      id_token_signed_response_alg: 'RS256',
      [library.clockSkew]: Math.round((now() - Date.now()) / 1_000),
      [library.clockTolerance]: identifies ? clockTolerance : centuries,
    },
    library.None(),
  );
  client[library.customFetch] = wholeAnswers;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; the sandbox has no TLS
  if (isPlain(metadata.issuer)) library.allowInsecureRequests(client);
  if (identifies) library.enableNonRepudiationChecks(client);

  const sent = now();
  try {
    const received = await grant(library, client);
    const parsed = v.safeParse(tokenAnswerSchema, received);
    const claims = v.safeParse(claimsSchema, received.claims());
    if (!parsed.success || (identifies && !claims.success))
      return fail({ code: 'badResponse', status: 200, html: false });
    if (identifies && claims.success && claims.output.iat > now() / 1_000 + clockTolerance)
      return fail({ code: 'clockWrong' });
    return ok(tokensOf(parsed.output, claims.success ? claims.output : null, sent));
  } catch (thrown) {
    return fail(seen.noAnswer ?? explain(library, thrown, seen.answer, refused));
  }
};
