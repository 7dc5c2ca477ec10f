import * as v from 'valibot';
import type { Outcome } from '../../shared/webauthn/ceremony';
import { fail, ok, type Result } from '../../shared/result';
import type { Asked } from './asked';

type Answered = Extract<Outcome, { outcome: 'created' | 'signed' }>;

/** Chromium adds members now and then, to keep others from comparing it as a text. */
const clientDataSchema = v.object({
  type: v.string(),
  challenge: v.string(),
  origin: v.string(),
});

const clientDataOf = ({ credential }: Answered): v.InferOutput<typeof clientDataSchema> | null => {
  const text = Buffer.from(credential.response.clientDataJSON, 'base64url').toString('utf8');
  try {
    const parsed = v.safeParse(clientDataSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
};

/** PingOne reads standard base64, with padding; WebAuthn and this program write base64url. */
const standard = (base64url: string): string =>
  Buffer.from(base64url, 'base64url').toString('base64');

const responseOf = (answered: Answered): Readonly<Record<string, string>> => {
  switch (answered.outcome) {
    case 'created': {
      const { clientDataJSON, attestationObject } = answered.credential.response;
      return {
        clientDataJSON: standard(clientDataJSON),
        attestationObject: standard(attestationObject),
      };
    }
    case 'signed': {
      const { clientDataJSON, authenticatorData, signature, userHandle } =
        answered.credential.response;
      return {
        clientDataJSON: standard(clientDataJSON),
        authenticatorData: standard(authenticatorData),
        signature: standard(signature),
        ...(userHandle === undefined ? {} : { userHandle: standard(userHandle) }),
      };
    }
    default:
      return answered satisfies never;
  }
};

/**
 * The answer of the key as PingOne wants it: a string that holds JSON (pingone-mfa-api.md B.4 and E.3). It leaves only
 * when it is the answer to this very work, given at this very origin. Errors: `relyingPartyMismatch` for another
 * origin; `unexpected` for an answer to something else.
 * @param origin as the browser writes it
 */
export const answerOf = (
  answered: Answered,
  asked: Asked,
  relyingParty: { readonly id: string; readonly origin: string },
): Result<string> => {
  const clientData = clientDataOf(answered);
  if (clientData === null) return fail({ code: 'unexpected' });
  if (clientData.origin !== relyingParty.origin)
    return fail({ code: 'relyingPartyMismatch', expected: relyingParty.id });
  const { id, rawId, type, clientExtensionResults } = answered.credential;
  const isAnswerToThis =
    answered.outcome === (asked.purpose === 'create' ? 'created' : 'signed') &&
    clientData.type === `webauthn.${asked.purpose}` &&
    clientData.challenge === asked.challenge &&
    id === rawId;
  if (!isAnswerToThis) return fail({ code: 'unexpected' });
  return ok(
    JSON.stringify({
      id,
      rawId: standard(rawId),
      type,
      response: responseOf(answered),
      clientExtensionResults,
    }),
  );
};
