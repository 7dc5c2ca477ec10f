import type { ServerResponse } from 'node:http';
import type { Message } from '../inbox/messages';
import type { RecordedRequest } from './recorder';

export type SecretKind =
  | 'accessToken'
  | 'authenticatorKey'
  | 'authorizationCode'
  | 'clientSecret'
  | 'codeVerifier'
  | 'desktopJwt'
  | 'deviceCode'
  | 'idToken'
  | 'keyAnswer'
  | 'keyChallenge'
  | 'oneTimeCode'
  | 'pairingKey'
  | 'password'
  | 'refreshToken'
  | 'userCode';

export interface Secret {
  kind: SecretKind;
  /** As it crossed the wire; of what was wrapped in something else, the innermost. */
  value: string;
}

/** What a name stands for, in JSON and in forms alike. */
const KINDS: Readonly<Record<string, SecretKind>> = {
  access_token: 'accessToken',
  attestationObject: 'keyAnswer',
  clientDataJSON: 'keyAnswer',
  challenge: 'keyChallenge',
  client_secret: 'clientSecret',
  code_verifier: 'codeVerifier',
  device_code: 'deviceCode',
  id_token: 'idToken',
  otp: 'oneTimeCode',
  password: 'password',
  pingIdDesktopCredentialCreationOptions: 'desktopJwt',
  pingIdDesktopCredentialRequestOptions: 'desktopJwt',
  refresh_token: 'refreshToken',
  secret: 'authenticatorKey',
  signature: 'keyAnswer',
  user_code: 'userCode',
};

/** Text that holds JSON, or a JWT. */
const WRAPPED = new Set([
  'assertion',
  'attestation',
  'publicKeyCredentialCreationOptions',
  'publicKeyCredentialRequestOptions',
]);

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Also in half an answer, which no parser would read, and in one of many megabytes. */
const MEMBER = /"(\w+)"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*"|\[[-\d,\s]*\])/g;

/** Every secret that went in or out: what a test looks for where it must not be. */
export interface Secrets {
  /** Reads this request and what it is answered, faults and halves included. */
  witness(request: RecordedRequest, response: ServerResponse): void;
  /** Each value once, oldest first; `messages` carry theirs past every host. */
  list(messages: readonly Message[]): Secret[];
}

export function createSecrets(): Secrets {
  const seen = new Map<string, SecretKind>();
  /** Answers that have not ended, as far as they have come. */
  const open = new Set<() => void>();
  const note = (kind: SecretKind, value: string) => {
    if (value !== '' && !seen.has(value)) seen.set(value, kind);
  };

  function readJson(text: string, path: string): void {
    for (const [, name = '', written = ''] of text.matchAll(MEMBER)) {
      const kind = name === 'code' && path.includes('/pairingKeys') ? 'pairingKey' : KINDS[name];
      if (kind === undefined && !WRAPPED.has(name)) continue;
      const value: unknown = JSON.parse(written);
      if (kind === 'keyChallenge') note(kind, challengeOf(value));
      else if (typeof value !== 'string') continue;
      else if (kind === undefined) readWrapped(value, path);
      else note(kind, value);
    }
  }
  function readWrapped(value: string, path: string): void {
    if (JWT.test(value)) note('desktopJwt', value);
    else readJson(value, path);
  }
  function readForm(body: string): void {
    for (const [name, value] of new URLSearchParams(body)) {
      const kind = name === 'code' ? 'authorizationCode' : KINDS[name];
      if (kind !== undefined) note(kind, value);
    }
  }
  function readRequest({ host, path, headers, body }: RecordedRequest): void {
    const { authorization } = headers;
    if (typeof authorization === 'string') {
      const [scheme, credentials = ''] = authorization.split(' ');
      note(scheme === 'Bearer' ? 'accessToken' : 'clientSecret', credentials);
    }
    if (host === 'agent') readWrapped(body, path);
    else if (String(headers['content-type']).includes('x-www-form-urlencoded')) readForm(body);
    else readJson(body, path);
  }
  function readAnswer(request: RecordedRequest, response: ServerResponse, body: string): void {
    const location = response.getHeader('location');
    const code = /[?&]code=([^&]+)/.exec(String(location))?.[1];
    if (code !== undefined) note('authorizationCode', decodeURIComponent(code));
    if (request.host === 'agent') readWrapped(body, request.path);
    // the codes of errors are no secrets
    else if (response.statusCode < 400) readJson(body, request.path);
  }

  return {
    witness: (request, response) => {
      const chunks: Buffer[] = [];
      const keep = (chunk: unknown) => {
        if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
        else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      };
      const write = response.write.bind(response) as (...args: unknown[]) => boolean;
      response.write = (...args: unknown[]) => {
        keep(args[0]);
        return write(...args);
      };
      const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
      response.end = (...args: unknown[]) => {
        keep(args[0]);
        return end(...args);
      };
      const read = () => {
        readRequest(request);
        readAnswer(request, response, Buffer.concat(chunks).toString('utf8'));
      };
      open.add(read);
      // also when the connection was cut before all of it was out
      response.once('close', () => {
        read();
        open.delete(read);
      });
    },
    list: (messages) => {
      for (const read of open) read();
      for (const { code } of messages.toReversed()) note('oneTimeCode', code);
      return [...seen].map(([value, kind]) => ({ kind, value }));
    },
  };
}

/** In base64url, in whichever way the sandbox spells its bytes; '' for what is none. */
function challengeOf(value: unknown): string {
  if (typeof value === 'string')
    return value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  if (!Array.isArray(value)) return '';
  return Buffer.from(value.map((byte) => Number(byte) & 0xff)).toString('base64url');
}
