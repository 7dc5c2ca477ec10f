import { timestamp } from '../clock';
import type { Device } from '../devices/device';
import type { DeviceTypes } from '../devices/registry';
import type { JsonObject } from '../json';
import type { Policy } from '../management/policies';
import type { Switches } from '../switches';
import type { Candidates } from './candidates';
import type { Transaction } from './transaction';

export interface TransactionViewDependencies {
  types: DeviceTypes;
  environmentId: string;
  /** `{authBaseUrl}/{env}/deviceAuthentications`. */
  collectionUrl: () => string;
  switches: Pick<Switches, 'nextAuthenticationStatus'>;
  candidates: Candidates;
  maySelect: (transaction: Transaction) => boolean;
}

/** Contract E.1: lean is exactly what the sample of seed 004 has, rich adds what may be absent. */
export function createTransactionView(dependencies: TransactionViewDependencies) {
  const { types, environmentId, collectionUrl, switches, candidates, maySelect } = dependencies;

  /** Left out where it would say nothing: no device of the sample has it. */
  const usability = (device: Device, policy: Policy, isRich: boolean): JsonObject => {
    const isUsable = candidates.isUsable(device, policy);
    if (isUsable && !isRich) return {};
    return { usableStatus: { status: isUsable ? 'ENABLED' : 'DISABLED' } };
  };
  const showDevice = (device: Device, { isRich, policy }: Transaction): JsonObject => ({
    id: device.id,
    type: device.type,
    status: device.status,
    ...(isRich && device.nickname !== '' && { nickname: device.nickname }),
    ...usability(device, policy, isRich),
    ...types.find(device.type)?.masked(device),
  });
  /** Once, what the switch says: a status that this contract does not know. */
  const statusOf = ({ status }: Transaction): string => {
    const { nextAuthenticationStatus: forced } = switches;
    switches.nextAuthenticationStatus = null;
    return forced ?? status;
  };

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
        devices: candidates.offered(transaction).map((device) => showDevice(device, transaction)),
        ...(isRich &&
          status !== 'COMPLETED' && {
            blockedDevices: candidates
              .blocked(transaction)
              .map((device) => showDevice(device, transaction)),
          }),
      },
      id,
      environment: { id: environmentId },
      status: statusOf(transaction),
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
