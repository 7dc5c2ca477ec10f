import type { DeviceView } from '../../shared/ipc/views';
import { activeIds, arranged, isSameOrder } from './device-order';

/**
 * An order that PingOne did not take because the list had changed meanwhile, brought up to date: what is gone is left
 * out, and what is new comes last. Null when it is like that already.
 */
export const stillWished = (
  devices: readonly DeviceView[],
  wish: readonly string[],
): readonly string[] | null => {
  const ids = activeIds(arranged(devices, wish));
  return isSameOrder(ids, activeIds(devices)) ? null : ids;
};
