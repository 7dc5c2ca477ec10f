import * as v from 'valibot';
import { call, nothing } from '../ipc/define';

/** A ceremony makes a credential, or has one sign. */
export type Purpose = 'create' | 'get';

/** Bytes as base64url without padding: the way in which they cross, both ways. */
const bytes = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));
const type = v.literal('public-key');

/** WebAuthn ignores what it does not know, and so is it done here. */
const ifKnown = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.fallback(v.optional(schema), undefined);
const requirement = ifKnown(v.picklist(['required', 'preferred', 'discouraged']));

export const transports = ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal'] as const;
const descriptor = v.object({
  type,
  id: bytes,
  transports: v.optional(v.array(v.picklist(transports))),
});

export const selectionSchema = v.object({
  authenticatorAttachment: ifKnown(v.picklist(['platform', 'cross-platform'])),
  residentKey: requirement,
  requireResidentKey: ifKnown(v.boolean()),
  userVerification: requirement,
});

/** Those whose values are no bytes; nobody here uses the others. */
export const extensionsSchema = v.object({
  appid: ifKnown(v.string()),
  appidExclude: ifKnown(v.string()),
  credProps: ifKnown(v.boolean()),
  credentialProtectionPolicy: ifKnown(
    v.picklist([
      'userVerificationOptional',
      'userVerificationOptionalWithCredentialIDList',
      'userVerificationRequired',
    ]),
  ),
  enforceCredentialProtectionPolicy: ifKnown(v.boolean()),
  minPinLength: ifKnown(v.boolean()),
});

/** `PublicKeyCredentialCreationOptionsJSON` of WebAuthn, level 3, as far as it is used. */
const creationOptionsSchema = v.object({
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: bytes, name: v.string(), displayName: v.string() }),
  challenge: bytes,
  pubKeyCredParams: v.array(v.object({ type, alg: v.number() })),
  /** milliseconds */
  timeout: v.number(),
  excludeCredentials: v.array(descriptor),
  authenticatorSelection: selectionSchema,
  attestation: ifKnown(v.picklist(['none', 'indirect', 'direct', 'enterprise'])),
  extensions: extensionsSchema,
});
export type CreationOptions = v.InferOutput<typeof creationOptionsSchema>;
export const { attestation } = creationOptionsSchema.entries;

/** `PublicKeyCredentialRequestOptionsJSON`. */
const requestOptionsSchema = v.object({
  rpId: v.string(),
  challenge: bytes,
  /** milliseconds */
  timeout: v.number(),
  /** empty: any that the key knows of this relying party */
  allowCredentials: v.array(descriptor),
  userVerification: requirement,
  extensions: extensionsSchema,
});
export type RequestOptions = v.InferOutput<typeof requestOptionsSchema>;
export const { userVerification } = requestOptionsSchema.entries;

const workSchema = v.variant('purpose', [
  v.object({ purpose: v.literal('create'), options: creationOptionsSchema }),
  v.object({ purpose: v.literal('get'), options: requestOptionsSchema }),
]);
/** What is asked of the key. */
export type Work = v.InferOutput<typeof workSchema>;

/** Everything that the page of the ceremony is told. */
const taskSchema = v.object({
  work: workSchema,
  relyingParty: v.string(),
  /** what shows windows of its own for this, or none */
  system: v.picklist(['windows', 'macos', 'linux']),
  /** BCP 47: what the main window speaks */
  language: v.string(),
  /** people stand, and touch */
  kiosk: v.boolean(),
});
export type Task = v.InferOutput<typeof taskSchema>;

const extensionResults = v.object({
  appid: v.exactOptional(v.boolean()),
  appidExclude: v.exactOptional(v.boolean()),
  credProps: v.exactOptional(v.object({ rk: v.exactOptional(v.boolean()) })),
});

const credential = <Response extends v.GenericSchema>(response: Response) =>
  v.object({ id: bytes, rawId: bytes, type, response, clientExtensionResults: extensionResults });

const word = v.pipe(v.string(), v.regex(/^\w{1,80}$/));

const outcomeSchema = v.variant('outcome', [
  v.object({
    outcome: v.literal('created'),
    credential: credential(v.object({ clientDataJSON: bytes, attestationObject: bytes })),
  }),
  v.object({
    outcome: v.literal('signed'),
    credential: credential(
      v.object({
        clientDataJSON: bytes,
        authenticatorData: bytes,
        signature: bytes,
        userHandle: v.exactOptional(bytes),
      }),
    ),
  }),
  v.object({
    outcome: v.literal('failed'),
    /** of the exception, as WebAuthn names it */
    name: word,
    /** what `@simplewebauthn/browser` makes of it; null: nothing more */
    code: v.nullable(word),
    /** milliseconds since the person began */
    after: v.number(),
  }),
  v.object({ outcome: v.literal('cancelled') }),
]);
/** How it went, as the page tells it. */
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** What the page of a ceremony may ask and say. It is no part of the contract of the main window. */
export const ceremonyContract = {
  ceremony: {
    /** Answers once. */
    take: call(nothing, taskSchema),
    /** Once, and the window is closed. */
    give: call(outcomeSchema, nothing),
  },
} as const;
