import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '../clock';

/** A code for the phone that nobody has typed yet. */
export interface WaitingCode {
  /** Without its dash. */
  userCode: string;
  /** Milliseconds since the epoch, sandbox time. */
  expiresAt: number;
}

export interface Storage {
  adapter: (model: string) => Adapter;
  /** Oldest first. */
  waitingCodes(): WaitingCode[];
}

interface Entry {
  payload: AdapterPayload;
  expiresAt: number;
}

/** Codes for the phone are kept when they expire: the provider tells those from codes that never were. */
const KEPT = 'DeviceCode';

/**
 * Where oidc-provider keeps sessions, codes and refresh tokens: in memory. The provider itself only
 * knows the wall clock; expiry by the sandbox's clock happens here, by forgetting, or by saying when
 * the wall clock will have come as far.
 */
export function createStorage(clock: Clock): Storage {
  const models = new Map<string, Map<string, Entry>>();
  const entriesOf = (model: string) => {
    const entries = models.get(model) ?? new Map<string, Entry>();
    models.set(model, entries);
    return entries;
  };
  const onWallClock = ({ payload, expiresAt }: Entry): AdapterPayload => {
    const left = Math.ceil((expiresAt - clock.now()) / 1_000);
    return { ...payload, exp: Math.floor(Date.now() / 1_000) + left };
  };

  const adapter = (model: string): Adapter => {
    const entries = entriesOf(model);
    const living = (fits: (id: string, payload: AdapterPayload) => boolean) => {
      for (const [id, entry] of entries) {
        if (!fits(id, entry.payload)) continue;
        if (model === KEPT) return Promise.resolve(onWallClock(entry));
        if (entry.expiresAt > clock.now()) return Promise.resolve(entry.payload);
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

  return {
    adapter,
    waitingCodes: () =>
      [...entriesOf(KEPT).values()].flatMap(({ payload, expiresAt }) => {
        const { userCode, accountId, error, inFlight } = payload;
        const isUsed = accountId !== undefined || error !== undefined || inFlight === true;
        if (isUsed || userCode === undefined || expiresAt <= clock.now()) return [];
        return [{ userCode, expiresAt }];
      }),
  };
}
