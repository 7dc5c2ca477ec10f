import type { JournalView } from '../../../shared/ipc/journal-view';
import type { DeviceList } from '../../../shared/ipc/views';
import type { Told } from '../messages';

export const noList: DeviceList = {
  devices: [],
  clockError: null,
  workstation: 'notConfigured',
};

/** What the list offers to finish, and what the journal says is open, or was settled. */
export const seenOf = (
  { devices }: DeviceList,
  journal: JournalView | null,
): Pick<Told, 'notices' | 'offered' | 'open'> => ({
  notices: (journal?.notices ?? []).map(({ notice }) => ({
    kind: notice.kind,
    type: 'type' in notice ? notice.type : null,
    deviceId: 'deviceId' in notice ? notice.deviceId : null,
  })),
  offered: devices.filter(({ canFinish }) => canFinish).map(({ id }) => id),
  open: (journal?.open ?? []).flatMap(({ change, device }) =>
    change === 'pair' && device !== null ? [{ type: device.type, deviceId: device.id }] : [],
  ),
});
