import { randomInt, randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Switches } from '../switches';

/** Keys of one user that may wait to be claimed (contract F.1). */
export const KEY_LIMIT = 20;

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** The region in front of a numeric code; which digits stand for which is not documented. */
const REGION = '01';

/** With a key, an app makes a device of the user. Times in milliseconds. */
export interface PairingKey {
  readonly id: string;
  readonly userId: string;
  /** The policy that it was asked for under. */
  readonly policyId: string;
  readonly code: string;
  /** Ids of the apps that may claim it, as they were asked for; none: every app of the policy. */
  readonly applications: readonly string[];
  readonly createdAt: number;
  /** Unclaimed until then, it is dead. */
  readonly expiresAt: number;
  updatedAt: number;
  status: 'UNCLAIMED' | 'CLAIMED' | 'FAILED';
  /** Why it is `FAILED`. */
  error: { code: string; message: string } | undefined;
}

export interface PairingKeys {
  /** `lifetime` in milliseconds. */
  create(
    facts: Pick<PairingKey, 'userId' | 'policyId' | 'applications'>,
    lifetime: number,
  ): PairingKey;
  /** Also dead ones. */
  find(userId: string, id: string): PairingKey | undefined;
  /** Those of a user that can be claimed. */
  living(userId: string): PairingKey[];
  /** The living key with this code. */
  withCode(code: string): PairingKey | undefined;
  isDead: (key: PairingKey) => boolean;
  settle(key: PairingKey, error?: PairingKey['error']): void;
  remove(key: PairingKey): void;
}

export function createPairingKeys(clock: Clock, switches: Switches): PairingKeys {
  const keys = new Map<string, PairingKey>();
  const isDead = ({ status, expiresAt }: PairingKey) =>
    status === 'UNCLAIMED' && expiresAt <= clock.now();
  const alive = () =>
    [...keys.values()].filter((key) => key.status === 'UNCLAIMED' && !isDead(key));

  function newCode(): string {
    const code = codeBy(switches);
    return alive().some((key) => key.code === code) ? newCode() : code;
  }

  return {
    create: (facts, lifetime) => {
      const now = clock.now();
      const key: PairingKey = {
        ...facts,
        id: randomUUID(),
        code: newCode(),
        createdAt: now,
        expiresAt: now + lifetime,
        updatedAt: now,
        status: 'UNCLAIMED',
        error: undefined,
      };
      keys.set(key.id, key);
      return key;
    },
    find: (userId, id) => {
      const key = keys.get(id);
      return key?.userId === userId ? key : undefined;
    },
    living: (userId) => alive().filter((key) => key.userId === userId),
    withCode: (code) => alive().find((key) => key.code === code),
    isDead,
    settle: (key, error) => {
      key.status = error ? 'FAILED' : 'CLAIMED';
      key.error = error;
      key.updatedAt = clock.now();
    },
    remove: ({ id }) => {
      keys.delete(id);
    },
  };
}

function codeBy({ mfaSettings, pairingCodeRegion, pairingCodeLength }: Switches): string {
  const isNumeric = mfaSettings.pairing.pairingKeyFormat === 'NUMERIC';
  const prefix = isNumeric && pairingCodeRegion ? REGION : '';
  const alphabet = isNumeric ? DIGITS : CAPITALS + DIGITS;
  const length = pairingCodeLength ?? (isNumeric ? 12 : 16) + prefix.length;
  const drawn = Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return (prefix + drawn).slice(0, length);
}
