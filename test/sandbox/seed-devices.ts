import type { Clock } from './clock';
import { newDevice } from './devices/device';
import type { DeviceStore } from './devices/device-store';
import type { Seed } from './seed';

/** Puts the seed's devices where the created ones will be. */
export function seedDevices(seed: Seed, store: DeviceStore, clock: Clock): void {
  for (const { id, userId, type, status, nickname = '', attributes = {} } of seed.devices) {
    const facts = { id, userId, type, status, nickname, attributes: structuredClone(attributes) };
    store.add(newDevice({ ...facts, policyId: seed.policyId }, clock.now()));
  }
}
