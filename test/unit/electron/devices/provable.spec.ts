import { describe, expect, it } from 'vitest';
import { canProveHere } from '../../../../electron/devices/listing';
import { deviceTypes } from '../../../../shared/devices/catalog';

const remembered = { deviceId: 'device', proof: null, pairedHere: true } as const;
const can = (
  type: string,
  rpId: string | null = null,
  here = true,
  ours: string | null = 'example.org',
) => canProveHere({ id: 'device', type, rpId }, here ? remembered : undefined, ours);

describe('whether a device can be proven from here', () => {
  it.each(deviceTypes)('%s, paired from here', (type) => {
    expect(can(type)).toBe(true);
  });

  it('PingID Desktop answers on its own computer only', () => {
    expect(can('PINGID_DESKTOP_GEN2', null, false)).toBe(false);
  });

  it('a security key answers to the relying party that it was paired with', () => {
    expect(can('FIDO2', 'example.org')).toBe(true);
    expect(can('FIDO2', 'example.net')).toBe(false);
    expect(can('FIDO2', null, true, null)).toBe(false);
  });

  it('a type that nobody knows cannot', () => {
    expect(can('HOLOGRAM')).toBe(false);
  });
});
