import type { DeviceView } from '../../shared/ipc/views';
import { m } from '../messages/compiled/messages';
import { dateTimeOf, timeOf } from '../times';
import { kindOf } from './device-kinds';
import { lacksDefault, positionOf } from './device-order';
import { lockLeft, unfinishedOf } from './device-words';

interface Statement {
  readonly text: string;
  /** what it means, or what to do about it */
  readonly note?: string | null;
}

/** One thing that is known of a device, in words. */
export interface Fact {
  readonly label: string;
  readonly statements: readonly Statement[];
}

const fact = (label: string, ...statements: readonly Statement[]): Fact => ({ label, statements });

const tokenWords = { HOTP: m.device_token_hotp, TOTP: m.device_token_totp } satisfies Record<
  NonNullable<DeviceView['tokenType']>,
  () => string
>;

const pendingState = (device: DeviceView): Statement => ({
  text:
    device.createdAt === null
      ? m.device_state_waiting()
      : m.device_state_waiting_since({ since: dateTimeOf(device.createdAt) }),
  note: unfinishedOf(device),
});

const lockState = (device: DeviceView, now: number): Statement => {
  const left = lockLeft(device, now);
  return {
    text:
      left === null || device.lockedUntil === null
        ? m.device_chip_locked()
        : m.device_state_locked_left({ time: timeOf(device.lockedUntil), left }),
    note: device.may.includes('unlock')
      ? m.device_state_locked_note_may()
      : m.device_state_locked_note(),
  };
};

const blockState = ({ may }: DeviceView): Statement => ({
  text: m.device_state_blocked(),
  note: may.includes('unblock') ? m.device_state_blocked_note_may() : m.device_state_blocked_note(),
});

const statesOf = (device: DeviceView, now: number): readonly Statement[] => {
  if (device.status === 'pending') return [pendingState(device)];
  const hindered = [
    ...(device.blocked ? [blockState(device)] : []),
    ...(device.locked ? [lockState(device, now)] : []),
  ];
  if (hindered.length > 0) return hindered;
  return [
    { text: device.status === 'active' ? m.device_state_active() : m.device_chip_other_status() },
  ];
};

const orderFacts = (device: DeviceView, devices: readonly DeviceView[]): readonly Fact[] => {
  const place = positionOf(devices, device.id);
  if (place === null) return [];
  const text = lacksDefault(devices)
    ? m.devices_no_default()
    : device.isDefault
      ? m.device_order_default()
      : m.device_order_position(place);
  return [fact(m.device_fact_order(), { text })];
};

const proofFacts = ({ status, proof, canProve }: DeviceView): readonly Fact[] => {
  if (proof !== null) return [fact(m.device_fact_proven(), { text: dateTimeOf(proof.at) })];
  if (status !== 'active') return [];
  return [
    fact(m.device_fact_proven(), {
      text: m.device_not_proven(),
      note: canProve ? null : m.device_not_proven_note(),
    }),
  ];
};

const timeFacts = ({ status, createdAt, updatedAt }: DeviceView): readonly Fact[] => {
  // a pending device says since when in its state
  if (status === 'pending') return [];
  return [
    ...(createdAt === null ? [] : [fact(m.device_fact_paired(), { text: dateTimeOf(createdAt) })]),
    ...(updatedAt === null || updatedAt === createdAt
      ? []
      : [fact(m.device_fact_changed(), { text: dateTimeOf(updatedAt) })]),
  ];
};

const natureFacts = (device: DeviceView): readonly Fact[] => {
  const kind = kindOf(device.type);
  const { target, extension, tokenType, description } = device;
  return [
    fact(m.device_fact_kind(), { text: kind.label() }),
    ...(target === null ? [] : [fact(kind.target(), { text: target })]),
    ...(extension === null
      ? []
      : [
          fact(m.device_fact_extension(), {
            text: extension,
            note: m.device_fact_extension_note(),
          }),
        ]),
    ...(tokenType === null ? [] : [fact(m.device_fact_token(), { text: tokenWords[tokenType]() })]),
    ...(description === null ? [] : [fact(kind.description(), { text: description })]),
  ];
};

/** All that is known of a device but its name and the reference of its proof. `devices`: the list that it stands in. */
export const factsOf = (
  device: DeviceView,
  devices: readonly DeviceView[],
  now: number,
): readonly Fact[] => [
  ...natureFacts(device),
  fact(m.device_fact_state(), ...statesOf(device, now)),
  ...orderFacts(device, devices),
  ...timeFacts(device),
  ...proofFacts(device),
];
