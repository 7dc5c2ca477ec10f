import { catalog, isDeviceType } from '../../shared/devices/catalog';
import type { DeviceList, DeviceView } from '../../shared/ipc/views';
import { clockErrorOf } from '../../shared/pairing/view';
import { fail, ok, type Result } from '../../shared/result';
import type { AgentPreflight } from '../desktop-agent/preflight';
import type { Phone } from '../phone/phone';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { RequestContext } from '../pingone/request';
import { pairedStateOf } from '../workstation/split';
import { shownContact } from './contact';
import { mayDo, type OperatorRights } from './life';
import type { DeviceMemory, RememberedDevice } from './memory';

export interface ListingDependencies {
  readonly devices: PingOneDevices;
  readonly memory: DeviceMemory;
  readonly phone: Phone;
  readonly relyingPartyId: string | null;
  readonly operator: () => OperatorRights;
  /** null where no relying party is configured: PingID Desktop cannot be paired then */
  readonly preflight: AgentPreflight | null;
  /** milliseconds that PingOne's clock is ahead of this computer's */
  readonly clockOffset: () => number;
}

/** What decides whether an active device can be proven from here. */
export type ProvableDevice = Pick<Device, 'id' | 'type' | 'rpId'>;

/** Whether a device authentication from here can prove it: PingID Desktop answers on its own computer only. */
export const canProveHere = (
  { type, rpId }: ProvableDevice,
  remembered: RememberedDevice | undefined,
  relyingPartyId: string | null,
): boolean => {
  if (!isDeviceType(type)) return false;
  switch (catalog[type].challenge) {
    case 'desktopAgent':
      return remembered?.pairedHere === true;
    // a key answers to the relying party that it was paired with, and to no other
    case 'securityKey':
      return relyingPartyId !== null && (rpId === null || rpId === relyingPartyId);
    case 'oneTimeCode':
    case 'authenticatorApp':
    case 'hardwareToken':
    case 'mobileApp':
      return true;
    default:
      return catalog[type].challenge satisfies never;
  }
};

const viewOf = async (
  device: Device,
  order: readonly string[],
  remembered: RememberedDevice | undefined,
  { phone, relyingPartyId, operator }: ListingDependencies,
): Promise<DeviceView> => ({
  id: device.id,
  type: device.type,
  nickname: device.nickname,
  target: await shownContact(device, phone),
  description: device.description,
  status: device.status,
  blocked: device.blocked,
  locked: device.locked,
  lockedUntil: device.lockedUntil,
  isDefault: device.status === 'active' && order[0] === device.id,
  createdAt: device.createdAt,
  canProve: device.status === 'active' && canProveHere(device, remembered, relyingPartyId),
  may: mayDo(device, operator()),
  extension: device.extension,
  tokenType: device.tokenType,
  updatedAt: device.updatedAt,
  canFinish:
    device.status === 'pending' && isDeviceType(device.type) && catalog[device.type].canBeResumed,
  proof:
    remembered?.proof == null
      ? null
      : { at: remembered.proof.at, reference: remembered.proof.reference },
});

/** First what can be used, in its order; then what waits. */
const inOrder = (devices: readonly Device[], order: readonly string[]): Device[] => {
  const places = new Map(order.map((id, index) => [id, index]));
  const place = ({ id, status }: Device): number =>
    status === 'active' ? (places.get(id) ?? order.length) : order.length + 1;
  return [...devices].sort((a, b) => place(a) - place(b));
};

/** The devices of this person, with what this workstation knows about them. */
export const listDevices = async (
  userId: string,
  dependencies: ListingDependencies,
  context: RequestContext,
): Promise<Result<DeviceList>> => {
  const { devices, memory, preflight, clockOffset } = dependencies;
  const [listed, remembered, answers] = await Promise.all([
    devices.list(userId, context),
    memory.recall(),
    preflight?.answers(context.signal) ?? false,
  ]);
  if (!listed.ok) return fail(listed.error);
  const { order } = listed.value;
  const pairedState = pairedStateOf(userId, listed.value.devices, remembered);
  return ok({
    devices: await Promise.all(
      inOrder(listed.value.devices, order).map((device) =>
        viewOf(device, order, remembered.get(device.id), dependencies),
      ),
    ),
    clockError: clockErrorOf(clockOffset()),
    workstation:
      preflight === null
        ? 'notConfigured'
        : (pairedState ?? (answers ? 'notPaired' : 'agentSilent')),
  });
};
