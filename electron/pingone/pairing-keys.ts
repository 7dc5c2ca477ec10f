import { ok, type Result } from '../../shared/result';
import type { PingOneHttp } from './http';
import { circumstances } from './problems';
import { json, type RequestContext } from './request';
import { pairingKeySchema, type PairingKeyAnswer } from './schemas';
import { acknowledge, understand } from './understand';

export interface PairingKey {
  readonly id: string;
  /** what the app has to be given: a secret */
  readonly code: string | null;
  /** `other`: a status that we have never heard of */
  readonly status: 'unclaimed' | 'claimed' | 'failed' | 'other';
}

/**
 * Keys with which the mobile app makes its device: `/users/{user}/pairingKeys` (pingone-mfa-api.md F.1). Every call may
 * also end with what `PingOneHttp.send` names.
 */
export interface PairingKeys {
  /** Errors: `refused`, `limitReached` (20 of them at most), `notFound` (no such user). */
  create(
    userId: string,
    policyId: string | null,
    context: RequestContext,
  ): Promise<Result<PairingKey>>;
  /** Errors: `notFound`: it has expired, or was deleted. */
  read(userId: string, keyId: string, context: RequestContext): Promise<Result<PairingKey>>;
  /** A key that is not there counts as removed. */
  remove(userId: string, keyId: string, context: RequestContext): Promise<Result<undefined>>;
}

const statuses: Readonly<Partial<Record<string, PairingKey['status']>>> = {
  UNCLAIMED: 'unclaimed',
  CLAIMED: 'claimed',
  FAILED: 'failed',
};

const keyOf = ({ id, code, status }: PairingKeyAnswer): PairingKey => ({
  id,
  code,
  status: (status === null ? undefined : statuses[status]) ?? 'other',
});

export const createPairingKeys = ({ http }: { readonly http: PingOneHttp }): PairingKeys => {
  const all = (userId: string) =>
    ({ host: 'api', path: ['users', userId, 'pairingKeys'] }) as const;
  const one = (userId: string, keyId: string) =>
    ({ host: 'api', path: ['users', userId, 'pairingKeys', keyId] }) as const;

  return {
    async create(userId, policyId, context) {
      const sent = await http.send(
        {
          method: 'POST',
          target: all(userId),
          mediaType: json,
          body: policyId === null ? {} : { policy: { id: policyId } },
          circumstance: circumstances.resource,
        },
        context,
      );
      const key = understand(sent, pairingKeySchema);
      return key.ok ? ok(keyOf(key.value)) : key;
    },

    async read(userId, keyId, context) {
      const sent = await http.send(
        { method: 'GET', target: one(userId, keyId), circumstance: circumstances.resource },
        context,
      );
      const key = understand(sent, pairingKeySchema);
      return key.ok ? ok(keyOf(key.value)) : key;
    },

    async remove(userId, keyId, context) {
      const sent = await http.send(
        { method: 'DELETE', target: one(userId, keyId), circumstance: circumstances.resource },
        context,
      );
      if (!sent.ok && sent.error.code === 'notFound') return ok(undefined);
      return acknowledge(sent);
    },
  };
};
