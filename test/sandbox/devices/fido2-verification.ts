import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';
import { isJsonObject } from '../json';
import { ALGORITHMS } from './fido2-options';
import { isUnder } from './relying-party';

/** What an answer must match. */
export interface CeremonyQuestion {
  /** base64url, as client data has it. */
  challenge: string;
  rpId: string;
  requireUserVerification: boolean;
}

/** Why an answer is not accepted, and which part of the request says so. */
export interface Refusal {
  target: 'origin' | 'attestation' | 'assertion';
  refused: string;
}

/** Takes longer to load than everything else about a sandbox, and few sandboxes need it. */
const library = () => import('@simplewebauthn/server');

export async function verifyAttestation(
  answer: RegistrationResponseJSON,
  origin: string,
  question: CeremonyQuestion,
): Promise<{ credential: WebAuthnCredential; aaguid: string } | Refusal> {
  const wrong = clientDataRefusal(answer, origin, question, 'attestation');
  if (wrong) return wrong;
  const { verifyRegistrationResponse } = await library();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: question.challenge,
      expectedOrigin: origin,
      expectedRPID: question.rpId,
      requireUserVerification: question.requireUserVerification,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return { target: 'attestation', refused: 'It is not signed by the key.' };
    const { credential, aaguid } = registrationInfo;
    if (credential.id !== answer.id) {
      return { target: 'attestation', refused: 'It is about another credential.' };
    }
    return { credential, aaguid };
  } catch (error) {
    return { target: 'attestation', refused: reason(error) };
  }
}

/** The new counter of the credential. */
export async function verifyAssertion(
  answer: AuthenticationResponseJSON,
  origin: string,
  question: CeremonyQuestion,
  credential: WebAuthnCredential,
): Promise<{ counter: number } | Refusal> {
  const wrong = clientDataRefusal(answer, origin, question, 'assertion');
  if (wrong) return wrong;
  if (answer.id !== credential.id) {
    return { target: 'assertion', refused: 'It comes from another credential.' };
  }
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: question.challenge,
      expectedOrigin: origin,
      expectedRPID: question.rpId,
      requireUserVerification: question.requireUserVerification,
      credential,
    });
    if (!verified) return { target: 'assertion', refused: 'It is not signed by the key.' };
    return { counter: authenticationInfo.newCounter };
  } catch (error) {
    return { target: 'assertion', refused: reason(error) };
  }
}

/** The origin is judged here, so that the refusal names it; the challenge and all else by the library. */
function clientDataRefusal(
  answer: RegistrationResponseJSON | AuthenticationResponseJSON,
  origin: string,
  { rpId }: CeremonyQuestion,
  target: 'attestation' | 'assertion',
): Refusal | undefined {
  const said = clientDataOf(answer.response.clientDataJSON);
  if (!said) return { target, refused: 'Its client data is no JSON object.' };
  if (said.origin !== origin) return { target: 'origin', refused: 'The key was asked by another.' };
  if (!isUnder(origin, rpId)) return { target: 'origin', refused: 'It is not under the rp.' };
  if (said.crossOrigin === true) return { target, refused: 'It was asked for inside a frame.' };
  return undefined;
}

function clientDataOf(text: string) {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : 'It does not verify.';
}
