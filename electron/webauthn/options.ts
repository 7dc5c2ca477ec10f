import * as v from 'valibot';
import {
  attestation,
  extensionsSchema,
  selectionSchema,
  userVerification,
  type CreationOptions,
  type Purpose,
  type RequestOptions,
  type Work,
} from '../../shared/webauthn/ceremony';
import { fail, ok, type Result } from '../../shared/result';
import { algorithms, challenge, descriptors, domain, label, timeout, userId } from './fields';

/** Bytes of JSON; the biggest honest one names every device of a person. */
const sizeLimit = 64 * 1024;

const creationSchema = v.object(
  {
    rp: v.object({ id: v.optional(domain), name: label }, 'rp'),
    user: v.object({ id: userId, name: label, displayName: label }, 'user'),
    challenge,
    pubKeyCredParams: algorithms,
    timeout,
    excludeCredentials: descriptors,
    authenticatorSelection: v.fallback(selectionSchema, {}),
    attestation,
    extensions: v.fallback(extensionsSchema, {}),
  },
  'options',
);

const requestSchema = v.object(
  {
    rpId: v.optional(domain),
    challenge,
    timeout,
    allowCredentials: descriptors,
    userVerification,
    extensions: v.fallback(extensionsSchema, {}),
  },
  'options',
);

const parse = <Schema extends v.GenericSchema>(
  schema: Schema,
  options: string,
): v.InferOutput<Schema> | null => {
  if (Buffer.byteLength(options) > sizeLimit) return null;
  try {
    const parsed = v.safeParse(schema, JSON.parse(options));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
};

const creationOf = (given: v.InferOutput<typeof creationSchema>, id: string): CreationOptions => {
  const { rp, authenticatorSelection: selection } = given;
  return {
    ...given,
    rp: { id, name: rp.name === '' ? id : rp.name },
    authenticatorSelection: {
      ...selection,
      // two names for one thing; what tells failures apart goes by the older one
      requireResidentKey:
        selection.residentKey === undefined
          ? selection.requireResidentKey
          : selection.residentKey === 'required',
    },
  };
};

const requestOf = (given: v.InferOutput<typeof requestSchema>, id: string): RequestOptions => ({
  ...given,
  rpId: id,
});

/**
 * Reads `publicKeyCredentialCreationOptions` or `publicKeyCredentialRequestOptions`, a string that holds JSON
 * (pingone-mfa-api.md B.3 and E.1). Errors, with nothing of the content in them: `optionsUnreadable`;
 * `relyingPartyMismatch` when it names another relying party than the one that is configured.
 * @param id of the relying party that is configured
 */
export const readOptions = (purpose: Purpose, options: string, id: string): Result<Work> => {
  const readFor = <Given>(
    given: Given | null,
    relyingPartyOf: (given: Given) => string | undefined,
    workOf: (given: Given) => Work,
  ): Result<Work> => {
    if (given === null) return fail({ code: 'optionsUnreadable' });
    const named = relyingPartyOf(given) ?? id;
    return named.toLowerCase() === id.toLowerCase()
      ? ok(workOf(given))
      : fail({ code: 'relyingPartyMismatch', expected: named });
  };

  switch (purpose) {
    case 'create':
      return readFor(
        parse(creationSchema, options),
        ({ rp }) => rp.id,
        (given) => ({ purpose, options: creationOf(given, id) }),
      );
    case 'get':
      return readFor(
        parse(requestSchema, options),
        ({ rpId }) => rpId,
        (given) => ({ purpose, options: requestOf(given, id) }),
      );
    default:
      return purpose satisfies never;
  }
};
