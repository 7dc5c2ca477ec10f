import { isDeviceType } from '../../shared/devices/catalog';
import type { DeviceView } from '../../shared/ipc/views';
import { positionOf } from './device-order';

/** What PingOne has to let this person do. */
export type LifeAction = DeviceView['may'][number];

export type DeviceAction =
  | 'open'
  | 'finish'
  | 'pairAgain'
  | 'prove'
  | 'makeDefault'
  | 'moveUp'
  | 'moveDown'
  | 'rename'
  | 'remove'
  | LifeAction;

/** What can be done with a device, the most likely first. `devices`: the whole list that it stands in. */
export const allowedActions = (
  device: DeviceView,
  devices: readonly DeviceView[],
): readonly DeviceAction[] => {
  const place = positionOf(devices, device.id);
  const pending = device.status === 'pending';
  const may = (action: LifeAction) => [action, device.may.includes(action)] as const;
  const known: readonly (readonly [DeviceAction, boolean])[] = [
    ['open', true],
    ['finish', pending && device.canFinish],
    ['pairAgain', pending && !device.canFinish && isDeviceType(device.type)],
    may('unblock'),
    may('unlock'),
    ['prove', device.canProve && !device.locked && !device.blocked],
    ['makeDefault', place !== null && !device.isDefault],
    ['moveUp', place !== null && place.position > 1],
    ['moveDown', place !== null && place.position < place.count],
    ['rename', true],
    may('replace'),
    may('requestLogs'),
    may('block'),
    ['remove', true],
  ];
  return known.filter(([, allowed]) => allowed).map(([action]) => action);
};
