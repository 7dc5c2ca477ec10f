import { catalog, isDeviceType } from '../../shared/devices/catalog';
import type { DeviceList, DeviceView, Notice } from '../../shared/ipc/views';
import { clockErrorOf } from '../../shared/pairing/view';
import { fail, ok, type Result } from '../../shared/result';
import type { AgentPreflight } from '../desktop-agent/preflight';
import type { Phone } from '../phone/phone';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { RequestContext } from '../pingone/request';
import { shownContact } from './contact';
import type { DeviceMemory, RememberedDevice } from './memory';

export interface ListingDependencies {
  readonly devices: PingOneDevices;
  readonly memory: DeviceMemory;
  readonly phone: Phone;
  /** null where no relying party is configured: PingID Desktop cannot be paired then */
  readonly preflight: AgentPreflight | null;
  /** milliseconds that PingOne's clock is ahead of this computer's */
  readonly clockOffset: () => number;
}

/** Whether a device authentication from here can prove it: PingID Desktop answers on its own computer only. */
export const canProveHere = (
  { type, status }: Device,
  remembered: RememberedDevice | undefined,
): boolean =>
  status === 'active' &&
  isDeviceType(type) &&
  (catalog[type].challenge !== 'desktopAgent' || remembered?.pairedHere === true);

const viewOf = async (
  device: Device,
  order: readonly string[],
  remembered: RememberedDevice | undefined,
  phone: Phone,
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
  canProve: canProveHere(device, remembered),
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
  const place = ({ id, status }: Device): number => {
    const index = order.indexOf(id);
    return status === 'active' ? (index === -1 ? order.length : index) : order.length + 1;
  };
  return [...devices].sort((a, b) => place(a) - place(b));
};

/** The devices of this person, with what this workstation knows about them. */
export const listDevices = async (
  userId: string,
  notices: readonly Notice[],
  { devices, memory, phone, preflight, clockOffset }: ListingDependencies,
  context: RequestContext,
): Promise<Result<DeviceList>> => {
  const [listed, remembered, answers] = await Promise.all([
    devices.list(userId, context),
    memory.recall(),
    preflight?.answers(context.signal) ?? false,
  ]);
  if (!listed.ok) return fail(listed.error);
  const { order } = listed.value;
  const pairedHere = listed.value.devices.some(
    ({ id, status }) => status === 'active' && remembered.get(id)?.pairedHere === true,
  );
  return ok({
    devices: await Promise.all(
      inOrder(listed.value.devices, order).map((device) =>
        viewOf(device, order, remembered.get(device.id), phone),
      ),
    ),
    clockError: clockErrorOf(clockOffset()),
    workstation:
      preflight === null
        ? 'notConfigured'
        : pairedHere
          ? 'paired'
          : answers
            ? 'notPaired'
            : 'agentSilent',
    notices: [...notices],
  });
};
