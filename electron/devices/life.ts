import type { RightAction } from '../../shared/kiosk/rights';
import type { DeviceView } from '../../shared/ipc/views';
import type { Device } from '../pingone/device';

export type LifeAction = DeviceView['may'][number];

/** What an operator may do; null: a person at their own workstation, who may do nothing of it. */
export type OperatorRights = { readonly missing: readonly RightAction[] } | null;

const needs = {
  block: 'blockDevices',
  unblock: 'blockDevices',
  unlock: 'unlockDevices',
  requestLogs: 'requestLogs',
} as const satisfies Partial<Record<LifeAction, RightAction>>;

const fits = (
  action: keyof typeof needs,
  { type, status, blocked, locked }: Pick<Device, 'type' | 'status' | 'blocked' | 'locked'>,
): boolean => {
  switch (action) {
    case 'block':
      return status === 'active' && !blocked;
    case 'unblock':
      return blocked;
    case 'unlock':
      return locked;
    case 'requestLogs':
      return type === 'MOBILE' && status === 'active';
    default:
      return action satisfies never;
  }
};

/** What can be done about a device beside what its owner does. The same answer shows a button and lets a call through. */
export const mayDo = (
  device: Pick<Device, 'type' | 'status' | 'blocked' | 'locked'>,
  operator: OperatorRights,
): LifeAction[] => {
  const administrative = Object.entries(needs) as [keyof typeof needs, RightAction][];
  return [
    ...(operator === null
      ? []
      : administrative
          .filter(([action, right]) => !operator.missing.includes(right) && fits(action, device))
          .map(([action]) => action)),
    ...(device.status === 'active' ? (['replace'] as const) : []),
  ];
};
