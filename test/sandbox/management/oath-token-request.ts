import type { Algorithm } from '../devices/otp';
import { serialNumberIn } from '../devices/serial-number';
import { invalidData, invalidValue, requiredValue } from '../http/problem';
import { objectAt, type JsonObject } from '../json';
import type { SeedOathToken } from '../seed-tokens';

const SECRET = /^([0-9A-Fa-f]{2}){1,100}$/;

const ALGORITHMS: readonly Algorithm[] = ['SHA1', 'SHA256', 'SHA512'];

/** `hashAlgorithm` of contract C.3. */
export function hashAlgorithmOf(algorithm: Algorithm): string {
  return `Hmac${algorithm}`;
}

/** The token that a creation asks for (contract C.3). Throws a Problem. */
export function tokenIn(body: JsonObject): SeedOathToken {
  const serialNumber = serialNumberIn(body);
  const { secret, type } = body;
  for (const name of ['secret', 'type']) {
    if ((body[name] ?? null) === null) throw requiredValue(name);
  }
  if (typeof secret !== 'string' || !SECRET.test(secret)) {
    throw invalidValue('secret', 'Up to 200 hexadecimal digits, in pairs, are expected.');
  }
  const kind = oneOf('type', type, ['HOTP', 'TOTP'] as const);
  const algorithm = ALGORITHMS.find(
    (one) => hashAlgorithmOf(one) === (body.hashAlgorithm ?? 'HmacSHA1'),
  );
  if (!algorithm || (kind === 'HOTP' && algorithm !== 'SHA1')) {
    throw invalidValue('hashAlgorithm', 'The algorithm is not supported.');
  }
  const counter = objectAt(body, 'hotp').counter ?? 0;
  if (typeof counter !== 'number' || !Number.isInteger(counter) || counter < 0) {
    throw invalidValue('hotp.counter', 'A whole number is expected.');
  }
  return {
    serialNumber,
    type: kind,
    secretHex: secret,
    otpLength: oneOf('otpLength', body.otpLength ?? 6, [6, 8] as const),
    timeStep: oneOf('totp.timeStep', objectAt(body, 'totp').timeStep ?? 30, [30, 60] as const),
    algorithm,
    counter: kind === 'HOTP' ? counter : 0,
    drift: 0,
  };
}

/** The codes of a resync (contract C.2): one, or two in a row. Throws a Problem. */
export function codesIn({ otps }: JsonObject): readonly [string, string?] {
  if (otps === undefined || otps === null) throw requiredValue('otps');
  if (!Array.isArray(otps)) throw invalidValue('otps', 'otps is a list.');
  const [first, second, ...more] = otps as unknown[];
  if (first === undefined) throw invalidData('EMPTY_VALUE', 'otps', 'otps is empty.');
  if (more.length > 0) throw invalidValue('otps', 'Two codes are enough.');
  return otps.length === 1 ? [codeIn(first)] : [codeIn(first), codeIn(second)];
}

function codeIn(code: unknown): string {
  if (typeof code !== 'string' || code === '') throw invalidValue('otps', 'Each code is text.');
  return code;
}

function oneOf<Allowed extends string | number>(
  target: string,
  value: unknown,
  allowedValues: readonly Allowed[],
): Allowed {
  const found = allowedValues.find((allowed) => allowed === value);
  if (found === undefined) throw invalidValue(target, 'Unknown.', { allowedValues });
  return found;
}
