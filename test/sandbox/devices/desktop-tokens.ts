import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Clock } from '../clock';
import type { KeyPair } from '../keys';
import { isUnder } from './relying-party';

/** Milliseconds that a signed question to the agent may take to come back answered. */
export const QUESTION_LIFETIME = 5 * 60 * 1_000;

export type AnswerKind = 'attestation' | 'assertion';

export const ANSWER_TYPE: Record<AnswerKind, string> = {
  attestation: 'pingid-desktop-attestation+jwt',
  assertion: 'pingid-desktop-assertion+jwt',
};

/** What an answer must match. */
export interface Question {
  challenge: string;
  rpId: string;
}

export interface Answer {
  origin: string;
  credentialId: string;
  unitId: string;
  os: unknown;
  app: unknown;
}

/** PingOne's side of the exchange with PingID Desktop. All claims are our own (contract D.5). */
export interface DesktopTokens {
  /** Signs a question (JWT-1 or JWT-3). `claims` say what it is about. */
  ask(rpId: string, claims: JWTPayload): Promise<{ jwt: string; question: Question }>;
  /** The verified content of JWT-2 or JWT-4, or why it is refused. Each is accepted once. */
  verify(kind: AnswerKind, jwt: string, question: Question): Promise<Answer | { refused: string }>;
}

export interface DesktopTokensDependencies {
  clock: Clock;
  /** The key that PingOne signs with and the agent trusts. */
  keys: KeyPair;
  /** The key of the vendor's agent, which PingOne trusts. */
  agentKey: KeyPair['publicKey'];
}

export function createDesktopTokens(dependencies: DesktopTokensDependencies): DesktopTokens {
  const { clock, keys, agentKey } = dependencies;
  const accepted = new Set<string>();
  const seconds = () => Math.floor(clock.now() / 1_000);

  return {
    ask: async (rpId, claims) => {
      const challenge = randomUUID();
      const jwt = await new SignJWT({ ...claims, challenge, rpId })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer('pingone-sandbox')
        .setAudience('pingid-desktop')
        .setJti(randomUUID())
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + QUESTION_LIFETIME / 1_000)
        .sign(keys.privateKey);
      return { jwt, question: { challenge, rpId } };
    },
    verify: async (kind, jwt, question) => {
      let payload: JWTPayload;
      try {
        ({ payload } = await jwtVerify(jwt, agentKey, {
          issuer: 'pingid-desktop',
          typ: ANSWER_TYPE[kind],
          requiredClaims: ['exp'],
          currentDate: new Date(clock.now()),
        }));
      } catch {
        return { refused: 'It is not signed by PingID Desktop, or has expired.' };
      }
      const { challenge, rpId, origin, credentialId, unitId, os, app } = payload;
      if (accepted.has(jwt)) return { refused: 'It was used before.' };
      if (challenge !== question.challenge) return { refused: 'It answers another question.' };
      if (rpId !== question.rpId) return { refused: 'It is for another relying party.' };
      if (typeof origin !== 'string' || !isUnder(origin, question.rpId)) {
        return { refused: 'Its origin is not under the relying party.' };
      }
      if (typeof credentialId !== 'string' || typeof unitId !== 'string') {
        return { refused: 'It names no credential.' };
      }
      accepted.add(jwt);
      return { origin, credentialId, unitId, os, app };
    },
  };
}
