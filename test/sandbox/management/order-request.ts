import type { Device } from '../devices/device';
import { invalidData, invalidValue, requiredValue } from '../http/problem';
import { isJsonObject, type JsonObject } from '../json';
import type { Switches } from '../switches';

/**
 * The ids of a reordering (contract B.5), `{"order": [{"id"}]}`: only active devices of the user,
 * each once. Those that are left out follow, unless `partialOrder` says otherwise.
 */
export function orderIn(
  { order }: JsonObject,
  active: Device[],
  { partialOrder }: Pick<Switches, 'partialOrder'>,
): string[] {
  if (order === undefined || order === null) throw requiredValue('order');
  if (!Array.isArray(order)) throw invalidValue('order', 'order is a list.');
  if (order.length === 0) throw invalidData('EMPTY_VALUE', 'order', 'order is empty.');
  const ids = order.map((item: unknown) => {
    const id = isJsonObject(item) ? item.id : undefined;
    const device = active.find((one) => one.id === id);
    if (!device) throw invalidValue('order', 'It names what is no active device of the user.');
    return device.id;
  });
  if (new Set(ids).size < ids.length) throw invalidValue('order', 'It names a device twice.');
  if (partialOrder === 'refused' && ids.length < active.length) {
    throw invalidValue('order', 'It leaves out an active device.');
  }
  return ids;
}
