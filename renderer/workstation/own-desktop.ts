import { catalog, isDeviceType } from '../../shared/devices/catalog';
import type { DeviceView } from '../../shared/ipc/views';

/**
 * PingID Desktop of this computer among the devices of the person: the one that answers here. Null where that is not
 * certain, because nothing may be removed on a guess.
 */
export const ownDesktop = (devices: readonly DeviceView[]): DeviceView | null => {
  const here = devices.filter(
    ({ type, status, canProve }) =>
      status === 'active' &&
      canProve &&
      isDeviceType(type) &&
      catalog[type].challenge === 'desktopAgent',
  );
  const [only, ...others] = here;
  return only === undefined || others.length > 0 ? null : only;
};
