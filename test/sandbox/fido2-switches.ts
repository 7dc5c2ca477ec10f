/** How WebAuthn options spell what is binary. */
export type BinaryEncoding = 'signedBytes' | 'unsignedBytes' | 'base64' | 'base64url';

/** What may be wrong with the options of a ceremony, which no WebAuthn would make anything of. */
export type OptionsFault =
  | 'notJson'
  /** More than 1 MiB. */
  | 'oversized'
  | 'noChallenge'
  /** The challenge is written in none of the encodings. */
  | 'wrongEncoding'
  /** They name another relying party than the request did. */
  | 'foreignRp';

type Preference = 'discouraged' | 'preferred' | 'required';

/** What the environment's FIDO2 policy asks of keys, and how PingOne writes it down. */
export interface Fido2Switches {
  /** Contract B.3, X15: PingOne's own sample has numbers from -128 to 127. */
  encoding: BinaryEncoding;
  /** Whether `alg` is written as text ("-7"), as in PingOne's own samples, or as the number that it is. */
  algorithms: 'text' | 'numbers';
  /** `required` is checked in every answer. */
  userVerification: Preference;
  residentKey: Preference;
  attachment: null | 'platform' | 'cross-platform';
  /** Milliseconds. */
  timeout: number;
  /** `own`: only the relying party of the seed. */
  relyingParty: 'any' | 'own';
  /** In the options of pairing and of device authentications. */
  optionsFault: null | OptionsFault;
}

export function defaultFido2(): Fido2Switches {
  return {
    encoding: 'signedBytes',
    algorithms: 'text',
    userVerification: 'preferred',
    residentKey: 'discouraged',
    attachment: null,
    timeout: 120_000,
    relyingParty: 'any',
    optionsFault: null,
  };
}
