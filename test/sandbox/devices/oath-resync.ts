import type { Clock } from '../clock';
import type { Switches } from '../switches';
import type { OathToken, Sighting } from './oath-tokens';

/** Milliseconds that the first code of a resync is remembered. */
export const RESYNC_LIFETIME = 5 * 60 * 1_000;

export type ResyncVerdict = 'right' | 'another' | 'wrong';

/** The pairing of a drifted token (contract C.1): two codes in a row say where it stands. */
export interface OathResync {
  /** Judges a code that came with `oathResync: true`. */
  judge(deviceId: string, token: OathToken, code: string): ResyncVerdict;
  /** Whatever was begun is over. */
  forget(deviceId: string): void;
}

interface Begun {
  /** Several, where the first code occurs more than once within reach. */
  sightings: Sighting[];
  roundsLeft: number;
  expiresAt: number;
}

export function createOathResync(clock: Clock, switches: Switches): OathResync {
  const begun = new Map<string, Begun>();

  function askForAnother(deviceId: string, sightings: Sighting[], roundsLeft: number) {
    begun.set(deviceId, { sightings, roundsLeft, expiresAt: clock.now() + RESYNC_LIFETIME });
    return 'another' as const;
  }

  return {
    forget: (deviceId) => {
      begun.delete(deviceId);
    },
    judge: (deviceId, token, code) => {
      const before = begun.get(deviceId);
      begun.delete(deviceId);
      if (!before || before.expiresAt <= clock.now()) {
        if (token.accept(code)) return 'right';
        const sightings = token.sight(code);
        if (sightings.length === 0) return 'wrong';
        return askForAnother(deviceId, sightings, switches.extraOtpRounds);
      }
      const sightings = before.sightings.flatMap((sighting) => token.follow(sighting, code));
      const [found] = sightings;
      if (!found) return 'wrong';
      if (before.roundsLeft > 1) return askForAnother(deviceId, sightings, before.roundsLeft - 1);
      token.settle(found);
      return 'right';
    },
  };
}
