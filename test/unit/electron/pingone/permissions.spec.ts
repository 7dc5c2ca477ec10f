import { expect, it } from 'vitest';
import { rightFor, scopeFor } from '../../../../electron/pingone/permissions';
import { circumstances } from '../../../../electron/pingone/problems';
import { json, vendor } from '../../../../electron/pingone/request';

// seen to fail: with the media type left out of the name, each action of a device is the right to create one
it.each([
  ['GET', 'devices', undefined, 'seeDevices', 'p1:read:device'],
  ['POST', 'devices', json, 'createDevices', 'p1:create:device'],
  ['POST', 'devices', vendor('device.activate'), 'activateDevices', 'p1:update:device'],
  ['POST', 'devices', vendor('devices.reorder'), 'activateDevices', 'p1:update:device'],
  ['DELETE', 'devices', undefined, 'removeDevices', 'p1:delete:device'],
  ['POST', 'devices', vendor('device.block'), 'blockDevices', null],
  ['PUT', 'mfaEnabled', json, 'enableMfa', null],
] as const)('[fault 12] %s %s as %s needs %s', (method, group, mediaType, right, scope) => {
  const request = {
    method,
    target: { host: 'api', path: ['users', 'kim', group] } as const,
    circumstance: circumstances.resource,
    ...(mediaType === undefined ? {} : { mediaType }),
  };
  expect(rightFor(request, group)).toBe(right);
  expect(scopeFor(right)).toBe(scope);
});
