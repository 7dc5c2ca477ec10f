import { timestamp } from '../clock';
import type { Device } from '../devices/device';
import type { DeviceTypes } from '../devices/registry';
import type { JsonObject } from '../json';
import { isOver, type Transaction } from './transaction';

export interface TransactionViewDependencies {
  types: DeviceTypes;
  environmentId: string;
  /** `{authBaseUrl}/{env}/deviceAuthentications`. */
  collectionUrl: () => string;
  usable: (userId: string) => Device[];
  maySelect: (transaction: Transaction) => boolean;
}

/** Contract E.1: lean is exactly what the sample of seed 004 has, rich adds what may be absent. */
export function createTransactionView(dependencies: TransactionViewDependencies) {
  const { types, environmentId, collectionUrl, usable, maySelect } = dependencies;

  const showDevice = (device: Device, isRich: boolean): JsonObject => ({
    id: device.id,
    type: device.type,
    status: device.status,
    ...(isRich && device.nickname !== '' && { nickname: device.nickname }),
    ...(isRich && { usableStatus: { status: 'ENABLED' } }),
    ...types.find(device.type)?.masked(device),
  });

  return (transaction: Transaction): JsonObject => {
    const { id, isRich, policy, selected, status, userId } = transaction;
    const self = { href: `${collectionUrl()}/${id}` };
    return {
      _links: {
        self,
        ...(maySelect(transaction) && { 'device.select': self }),
        ...(status === 'OTP_REQUIRED' && { 'otp.check': self }),
        ...(status === 'ASSERTION_REQUIRED' && { 'assertion.check': self }),
      },
      _embedded: {
        devices: usable(userId).map((device) => showDevice(device, isRich)),
        ...(isRich && !isOver(transaction) && { blockedDevices: [] }),
      },
      id,
      environment: { id: environmentId },
      status,
      policy: { id: policy.id },
      ...(selected && { selectedDevice: { id: selected.id } }),
      user: { id: userId },
      ...transaction.shown,
      ...(status === 'COMPLETED' &&
        selected && { authenticators: types.find(selected.type)?.authenticators }),
      ...(transaction.error && { error: transaction.error }),
      ...(isRich && { bypassAllowed: false, userBypassEnabled: false }),
      createdAt: timestamp(transaction.createdAt),
      updatedAt: timestamp(transaction.updatedAt),
    };
  };
}
