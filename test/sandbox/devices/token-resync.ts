import type { Clock } from '../clock';
import { RESYNC_LIFETIME, type ResyncVerdict } from './oath-resync';
import type { OathToken, Sighting } from './oath-tokens';

/** The resync of a token by an administrator (contract C.2): two codes in a row, in one call or in two. */
export interface TokenResync {
  /** `codes`: one or two. */
  judge(token: OathToken, codes: readonly [string, string?]): ResyncVerdict;
}

export function createTokenResync(clock: Clock): TokenResync {
  const begun = new Map<string, { sightings: Sighting[]; expiresAt: number }>();

  return {
    judge: (token, [first, second]) => {
      const before = begun.get(token.id);
      begun.delete(token.id);
      const isGoingOn = second === undefined && !!before && before.expiresAt > clock.now();
      const seen = isGoingOn ? before.sightings : token.sight(first);
      const next = isGoingOn ? first : second;
      if (seen.length === 0) return 'wrong';
      if (next === undefined) {
        begun.set(token.id, { sightings: seen, expiresAt: clock.now() + RESYNC_LIFETIME });
        return 'another';
      }
      const [found] = seen.flatMap((sighting) => token.follow(sighting, next));
      if (!found) return 'wrong';
      token.settle(found);
      return 'right';
    },
  };
}
