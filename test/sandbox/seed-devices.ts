import type { Clock } from './clock';
import type { DeviceStore } from './devices/device-store';
import type { Seed } from './seed';

/** Puts the seed's devices where the created ones will be. */
export function seedDevices(seed: Seed, store: DeviceStore, clock: Clock): void {
  for (const { id, userId, type, status, nickname = '', attributes = {} } of seed.devices) {
    store.add({
      id,
      userId,
      type,
      policyId: seed.policyId,
      status,
      nickname,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      attributes: structuredClone(attributes),
      failures: 0,
      lockedUntil: null,
    });
  }
}
