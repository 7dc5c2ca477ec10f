import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '../clock';

/**
 * Where oidc-provider keeps sessions, codes and refresh tokens: in memory. The provider itself only
 * knows the wall clock; expiry by the sandbox's clock happens here, by forgetting.
 */
export function createStorage(clock: Clock): (model: string) => Adapter {
  const models = new Map<string, Map<string, { payload: AdapterPayload; expiresAt: number }>>();

  return (model) => {
    const entries = models.get(model) ?? new Map<string, never>();
    models.set(model, entries);

    const living = (fits: (id: string, payload: AdapterPayload) => boolean) => {
      for (const [id, { payload, expiresAt }] of entries) {
        if (fits(id, payload) && expiresAt > clock.now()) return Promise.resolve(payload);
      }
      return Promise.resolve(undefined);
    };

    return {
      upsert: (id, payload, expiresIn) => {
        const expiresAt = expiresIn ? clock.now() + expiresIn * 1_000 : Number.POSITIVE_INFINITY;
        entries.set(id, { payload, expiresAt });
        return Promise.resolve(undefined);
      },
      find: (id) => living((candidate) => candidate === id),
      findByUid: (uid) => living((_id, payload) => payload.uid === uid),
      findByUserCode: (userCode) => living((_id, payload) => payload.userCode === userCode),
      consume: (id) => {
        const entry = entries.get(id);
        if (entry) entry.payload.consumed = Math.floor(clock.now() / 1_000);
        return Promise.resolve(undefined);
      },
      destroy: (id) => {
        entries.delete(id);
        return Promise.resolve(undefined);
      },
      revokeByGrantId: (grantId) => {
        for (const [id, { payload }] of entries) {
          if (payload.grantId === grantId) entries.delete(id);
        }
        return Promise.resolve(undefined);
      },
    };
  };
}
