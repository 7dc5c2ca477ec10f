import type { JournalEntry } from '../../../electron/pairing/journal';
import type { DeviceList } from '../../../shared/ipc/views';
import type { Job, Told } from '../messages';

export const noList: DeviceList = {
  devices: [],
  notices: [],
  clockError: null,
  workstation: 'notConfigured',
};

export const ownerOf = ({ address, cast }: Job, isKiosk: boolean) => ({
  environmentId: address.environmentId,
  actorId: (isKiosk ? cast.operator : cast.person).id,
});

/** What the list says of what is left, and what the journal still holds. */
export const seenOf = (
  { devices, notices }: DeviceList,
  open: readonly JournalEntry[],
): Pick<Told, 'notices' | 'offered' | 'open'> => ({
  notices: notices.map((notice) => ({
    kind: notice.kind,
    type: 'type' in notice ? notice.type : null,
    deviceId: 'deviceId' in notice ? notice.deviceId : null,
  })),
  offered: devices.filter(({ canFinish }) => canFinish).map(({ id }) => id),
  open: open.map(({ type, deviceId, pairingKeyId }) => ({ type, deviceId, pairingKeyId })),
});
