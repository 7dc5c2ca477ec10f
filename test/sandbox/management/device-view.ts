import { timestamp } from '../clock';
import type { Device } from '../devices/device';
import type { JsonObject } from '../json';

/** Contract B.1: a device as every read shows it. */
export function showDevice(device: Device, environmentUrl: string, environmentId: string) {
  const userUrl = `${environmentUrl}/users/${device.userId}`;
  const body: JsonObject = {
    _links: {
      self: { href: `${userUrl}/devices/${device.id}` },
      environment: { href: environmentUrl },
      user: { href: userUrl },
    },
    id: device.id,
    environment: { id: environmentId },
    user: { id: device.userId },
    type: device.type,
    ...(device.nickname !== '' && { nickname: device.nickname }),
    status: device.status,
    lock:
      device.lockedUntil === null
        ? { status: 'UNLOCKED' }
        : { status: 'LOCKED', expiresAt: timestamp(device.lockedUntil), reason: device.lockReason },
    block:
      device.blockedAt === null
        ? { status: 'UNBLOCKED' }
        : { status: 'BLOCKED', blockedAt: timestamp(device.blockedAt) },
    ...device.attributes,
    createdAt: timestamp(device.createdAt),
    updatedAt: timestamp(device.updatedAt),
  };
  return body;
}
