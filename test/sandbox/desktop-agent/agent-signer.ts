import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock';
import { ANSWER_TYPE, QUESTION_LIFETIME, type AnswerKind } from '../devices/desktop-tokens';
import type { KeyPair } from '../keys';

export interface AgentQuestion {
  challenge: string;
  rpId: string;
  /** Which credential an authentication wants; undefined for a registration. */
  credentialId: string | undefined;
}

/** The agent's side of the signed exchange. It knows PingOne's key and has one of its own. */
export interface AgentSigner {
  /** The question in a JWT from PingOne, or undefined if it is not one for `kind`. */
  read(kind: AnswerKind, jwt: string): Promise<AgentQuestion | undefined>;
  sign(
    kind: AnswerKind,
    question: AgentQuestion,
    origin: string,
    credentialId: string,
    key?: KeyPair,
  ): Promise<string>;
}

export interface AgentSignerDependencies {
  clock: Clock;
  keys: KeyPair;
  pingOneKey: KeyPair['publicKey'];
  unitId: string;
}

const OS = { type: 'MAC', version: '15.7.3' };
const APP = {
  id: '3f1a2c44-0000-4000-8000-0000000000d1',
  nativeName: 'PingID Desktop',
  version: '1.0.0',
  pushSandbox: false,
};

export function createAgentSigner(dependencies: AgentSignerDependencies): AgentSigner {
  const { clock, keys, pingOneKey, unitId } = dependencies;
  return {
    read: async (kind, jwt) => {
      try {
        const { payload } = await jwtVerify(jwt, pingOneKey, {
          audience: 'pingid-desktop',
          currentDate: new Date(clock.now()),
        });
        const { challenge, rpId, credentialId } = payload;
        const subject = kind === 'attestation' ? 'deviceId' : 'deviceAuthenticationId';
        if (typeof challenge !== 'string' || typeof rpId !== 'string') return undefined;
        if (payload[subject] === undefined) return undefined;
        return {
          challenge,
          rpId,
          credentialId: typeof credentialId === 'string' ? credentialId : undefined,
        };
      } catch {
        return undefined;
      }
    },
    sign: (kind, question, origin, credentialId, key = keys) => {
      const seconds = Math.floor(clock.now() / 1_000);
      const { challenge, rpId } = question;
      return new SignJWT({ challenge, rpId, origin, unitId, credentialId, os: OS, app: APP })
        .setProtectedHeader({ alg: 'ES256', typ: ANSWER_TYPE[kind] })
        .setIssuer('pingid-desktop')
        .setJti(randomUUID())
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + QUESTION_LIFETIME / 1_000)
        .sign(key.privateKey);
    },
  };
}
