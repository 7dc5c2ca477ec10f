import type { Handle } from '../../shared/pairing/state';

/** What the handles of one pairing stand for: typed codes, options JWTs, attestations. Memory only. */
export interface Secrets {
  keep(secret: string): Handle;
  read(handle: Handle): string | null;
  drop(handle: Handle): void;
  clear(): void;
}

export const createSecrets = (newId: () => string): Secrets => {
  const kept = new Map<Handle, string>();
  return {
    keep(secret) {
      const handle = newId();
      kept.set(handle, secret);
      return handle;
    },
    read: (handle) => kept.get(handle) ?? null,
    drop: (handle) => void kept.delete(handle),
    clear: () => kept.clear(),
  };
};
