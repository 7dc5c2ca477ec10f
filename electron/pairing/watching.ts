import { isDeviceType, type DeviceType } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import type { Outcome } from '../../shared/pairing/event';
import type { PairedDevice } from '../../shared/pairing/state';
import { fail, ok, type Result } from '../../shared/result';
import { elapsed as usualElapsed } from '../elapsed';
import type { Phone } from '../phone/phone';
import type { Authentication, DeviceAuthentications } from '../pingone/device-authentications';
import type { PingOneDevices } from '../pingone/devices';
import type { PairingKeys } from '../pingone/pairing-keys';
import type { RequestContext } from '../pingone/request';
import { pairedDevice } from './paired-device';

/** What a watch reaches. */
export interface Watching {
  readonly devices: PingOneDevices;
  readonly pairingKeys: PairingKeys;
  readonly authentications: DeviceAuthentications;
  readonly phone: Phone;
  readonly now: () => number;
  /** milliseconds of [Note: Two clocks] */
  readonly elapsed?: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

interface Whose extends RequestContext {
  readonly userId: string;
}

/** Milliseconds between two looks (pingone-mfa-api.md E.5, F.1; the list is longer, and is asked for less often). */
const pace = { push: 2_000, laterPush: 3_000, key: 3_000, list: 5_000 } as const;

/** A phone is usually in somebody's hand: after so many milliseconds it is asked about less often. */
const eagerFor = 20_000;

/** Looks in a row that failed until that is said. */
const failuresLimit = 3;

/** A key can be claimed for as long as PingOne's clock says: ours may be a little ahead. */
const graceForKey = 5_000;

/** PingOne may need a moment to see the device of an app that has just claimed its key. */
const looksForClaimed = 5;

/**
 * Looks again and again until `look` knows what it wanted to know (null: not yet). A look that fails now and then does
 * not end it; being asked to slow down does not count as a failure.
 */
const watch = async <T>(
  look: () => Promise<Result<T | null>>,
  wait: (error: DeskError | null) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<T>> => {
  let failures = 0;
  for (;;) {
    const seen = await look();
    if (signal.aborted) return fail({ code: 'cancelled' });
    if (seen.ok && seen.value !== null) return ok(seen.value);
    if (!seen.ok && seen.error.code !== 'rateLimited') {
      failures += 1;
      if (!canPass(seen.error) || failures >= failuresLimit) return fail(seen.error);
    } else if (seen.ok) failures = 0;
    await wait(seen.ok ? null : seen.error);
  }
};

/** What may be otherwise a moment later. */
const passing: ReadonlySet<DeskError['code']> = new Set<DeskError['code']>([
  'offline',
  'hostUnreachable',
  'timedOut',
  'interrupted',
  'badResponse',
  'serverError',
]);
const canPass = (error: DeskError): boolean => passing.has(error.code);

export const createWatches = (watching: Watching) => {
  const { devices, pairingKeys, authentications, phone, now, sleep } = watching;
  const { elapsed = usualElapsed } = watching;

  const waiting =
    (pause: () => number, signal: AbortSignal) =>
    (error: DeskError | null): Promise<void> =>
      sleep(
        error?.code === 'rateLimited'
          ? Math.max(pause(), error.retryAfterSeconds * 1_000)
          : pause(),
        signal,
      );

  /** The newest active device of a type that was not there before; null: none yet. */
  const appeared = async (
    type: DeviceType,
    knownDeviceIds: readonly string[],
    whose: Whose,
  ): Promise<Result<PairedDevice | null>> => {
    const listed = await devices.list(whose.userId, whose);
    if (!listed.ok) return listed;
    const known = new Set(knownDeviceIds);
    const [newest] = listed.value.devices
      .filter((each) => each.type === type && each.status === 'active' && !known.has(each.id))
      .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    return newest !== undefined && isDeviceType(newest.type)
      ? ok(await pairedDevice(newest, newest.type, phone))
      : ok(null);
  };

  const outcomeOf = (result: Result<PairedDevice>): Outcome =>
    result.ok
      ? { kind: 'appeared', device: result.value }
      : { kind: 'failed', error: result.error };

  /** The device of an app that has claimed its key. */
  const claimed = async (knownDeviceIds: readonly string[], whose: Whose): Promise<Outcome> => {
    let looks = 0;
    return outcomeOf(
      await watch(
        async () => {
          looks += 1;
          const found = await appeared('MOBILE', knownDeviceIds, whose);
          return found.ok && found.value === null && looks >= looksForClaimed
            ? fail({ code: 'notFound' })
            : found;
        },
        waiting(() => pace.push, whose.signal),
        whose.signal,
      ),
    );
  };

  return {
    /** Until an app has claimed the key and its device is there. Errors: `pairingKeyExpired`, `pairingKeyFailed`. */
    async key(
      keyId: string,
      validUntil: number,
      knownDeviceIds: readonly string[],
      whose: Whose,
    ): Promise<Outcome> {
      const isDead = () => now() > validUntil + graceForKey;
      const looked = await watch<true>(
        async () => {
          const read = await pairingKeys.read(whose.userId, keyId, whose);
          if (!read.ok)
            return read.error.code === 'notFound' ? fail({ code: 'pairingKeyExpired' }) : read;
          if (read.value.status === 'claimed') return ok(true);
          if (read.value.status === 'failed') return fail({ code: 'pairingKeyFailed' });
          return isDead() ? fail({ code: 'pairingKeyExpired' }) : ok(null);
        },
        waiting(() => pace.key, whose.signal),
        whose.signal,
      );
      return looked.ok ? claimed(knownDeviceIds, whose) : { kind: 'failed', error: looked.error };
    },

    /** A key that nobody shall claim any more; it may have been claimed a moment ago. */
    async dropKey(
      keyId: string,
      knownDeviceIds: readonly string[],
      whose: Whose,
    ): Promise<Outcome> {
      const removed = await pairingKeys.remove(whose.userId, keyId, whose);
      const found = await appeared('MOBILE', knownDeviceIds, whose);
      if (found.ok && found.value !== null) return { kind: 'appeared', device: found.value };
      return removed.ok ? { kind: 'gone' } : { kind: 'failed', error: removed.error };
    },

    /** Until a new device of this type is in the list, whoever has put it there. */
    devices: async (
      type: DeviceType,
      knownDeviceIds: readonly string[],
      whose: Whose,
    ): Promise<Outcome> =>
      outcomeOf(
        await watch(
          () => appeared(type, knownDeviceIds, whose),
          waiting(() => pace.list, whose.signal),
          whose.signal,
        ),
      ),

    /** Until the phone has answered, or PingOne has given up. Errors: `pushTimedOut`. `patience`: milliseconds. */
    push(
      authenticationId: string,
      patience: number,
      context: RequestContext,
    ): Promise<Result<Authentication>> {
      const since = elapsed();
      return watch(
        async () => {
          const read = await authentications.read(authenticationId, context);
          if (!read.ok || read.value.status !== 'PUSH_CONFIRMATION_REQUIRED') return read;
          return elapsed() - since > patience ? fail({ code: 'pushTimedOut' }) : ok(null);
        },
        waiting(() => (elapsed() - since < eagerFor ? pace.push : pace.laterPush), context.signal),
        context.signal,
      );
    },
  };
};
