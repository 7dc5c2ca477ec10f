import type { DeviceType } from '../../shared/devices/catalog';
import type { PairedDevice } from '../../shared/pairing/state';
import { shownContact } from '../devices/contact';
import type { Phone } from '../phone/phone';
import type { Device } from '../pingone/device';

/** A device that PingOne has listed, as a pairing knows it. Of what makes codes, only its creation tells how. */
export const pairedDevice = async (
  device: Device,
  type: DeviceType,
  phone: Phone,
): Promise<PairedDevice> => ({
  id: device.id,
  type,
  target: await shownContact(device, phone),
  nickname: device.nickname,
  description: device.description,
  tokenType: device.tokenType,
  codeLength: null,
  codePeriod: null,
  codeSpentAt: null,
});
