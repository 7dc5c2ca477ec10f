import type { Binding } from '../../shared/kiosk/view';
import type { PairedDevice } from '../../shared/pairing/state';
import { fail, ok, type Result } from '../../shared/result';
import type { PingOneDevices } from '../pingone/devices';
import type { After } from './idle';
import { maskedContact } from '../devices/contact';

/** A device that was paired a moment ago, and whose it became. Nobody's name, nothing that was typed. */
export interface Bound {
  readonly binding: Binding;
  readonly userId: string;
}

/** The pairings of the last minutes: each can be undone until then, also when the person has gone. */
export interface Bindings {
  add(userId: string, device: PairedDevice): void;
  list(): readonly Binding[];
  find(bindingId: string): Bound | null;
  /**
   * Removes the device and sees that it is gone. Errors: `undoTooLate`, `undoNotSeen` (PingOne took the removal, and
   * still shows the device), and those of `PingOneDevices.remove`.
   */
  undo(bindingId: string, signal: AbortSignal): Promise<Result<Bound>>;
  clear(): void;
}

export interface BindingsDependencies {
  readonly devices: PingOneDevices;
  readonly minutes: number;
  readonly now: () => number;
  readonly after: After;
  readonly newId: () => string;
  readonly onChange: () => void;
}

export const createBindings = (dependencies: BindingsDependencies): Bindings => {
  const { devices, minutes, now, after, newId, onChange } = dependencies;
  const lifetime = minutes * 60_000;
  const kept = new Map<string, { readonly bound: Bound; readonly cancel: () => void }>();

  const drop = (bindingId: string): void => {
    kept.get(bindingId)?.cancel();
    if (kept.delete(bindingId)) onChange();
  };
  const find = (bindingId: string): Bound | null => {
    const bound = kept.get(bindingId)?.bound ?? null;
    return bound === null || now() >= bound.binding.until ? null : bound;
  };

  return {
    add(userId, device) {
      const id = newId();
      const at = now();
      const binding: Binding = {
        id,
        deviceId: device.id,
        type: device.type,
        target: device.target === null ? null : maskedContact(device.target),
        at,
        until: at + lifetime,
      };
      kept.set(id, {
        bound: { binding, userId },
        cancel: after(lifetime, () => drop(id)),
      });
      onChange();
    },
    // while the computer sleeps their timers stand still
    list: () =>
      [...kept.values()].map(({ bound }) => bound.binding).filter(({ until }) => now() < until),
    find,
    async undo(bindingId, signal) {
      const bound = find(bindingId);
      if (bound === null) return fail({ code: 'undoTooLate' });
      const { userId } = bound;
      const { deviceId } = bound.binding;
      const context = { signal };
      const removed = await devices.remove(userId, deviceId, context);
      if (!removed.ok) return removed;
      const read = await devices.read(userId, deviceId, context);
      if (read.ok) return fail({ code: 'undoNotSeen' });
      if (read.error.code !== 'deviceGone') return read;
      drop(bindingId);
      return ok(bound);
    },
    clear() {
      for (const { cancel } of kept.values()) cancel();
      kept.clear();
    },
  };
};
