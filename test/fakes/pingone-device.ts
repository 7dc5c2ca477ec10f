import type { Device } from '../../electron/pingone/device';

/** A device as PingOne's resource answers it, to start from in tests. */
export const aPingOneDevice = (change: Partial<Device> = {}): Device => ({
  id: 'device',
  type: 'EMAIL',
  status: 'pending',
  nickname: null,
  email: null,
  phone: null,
  extension: null,
  serialNumber: null,
  tokenType: null,
  description: null,
  unitId: null,
  rpId: null,
  locked: false,
  lockedUntil: null,
  blocked: false,
  createdAt: null,
  updatedAt: null,
  ...change,
});
