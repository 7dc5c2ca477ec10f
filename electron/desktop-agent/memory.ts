import { createHash } from 'node:crypto';

/** More than a kiosk pairs in a year of shifts without a restart. */
const mostRemembered = 10_000;

/** Which JWTs have passed through this process: as hashes, the oldest forgotten first. */
export interface Memory {
  add(jwt: string): void;
  has(jwt: string): boolean;
}

export const createMemory = (limit: number = mostRemembered): Memory => {
  const hashes = new Set<string>();
  const hashOf = (jwt: string): string => createHash('sha256').update(jwt).digest('base64');
  return {
    add(jwt) {
      hashes.add(hashOf(jwt));
      const [oldest] = hashes;
      if (hashes.size > limit && oldest !== undefined) hashes.delete(oldest);
    },
    has: (jwt) => hashes.has(hashOf(jwt)),
  };
};
