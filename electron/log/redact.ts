/**
 * The last line of defence, at the sink: whatever looks like a secret is not written, whoever logged it. Callers are
 * expected never to pass one.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  // JWTs, whole or cut off: three base64url parts of which the first begins like a JSON object
  [/\beyJ[\w-]*(\.[\w-]*){0,4}/g, '[jwt]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [token]'],
  [/\botpauth:\/\/\S*/gi, '[key uri]'],
  [
    /(["']?(?:access_token|refresh_token|id_token|code|code_verifier|otp|secret|assertion|attestation|password|state|nonce)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
    '$1[redacted]',
  ],
  [/\b([\w.+-])[\w.+-]*@([\w-]+\.[\w.-]+)/g, '$1****@$2'],
  // one-time codes are 6 to 10 digits on their own; times and ports are shorter or part of something longer
  [/(?<![\w.:-])\d{6,10}(?![\w.:-])/g, '[digits]'],
];

export const redact = (text: string): string =>
  patterns.reduce(
    (redacted, [pattern, replacement]) => redacted.replace(pattern, replacement),
    text,
  );
