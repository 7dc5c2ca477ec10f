import { describe, expect, it } from 'vitest';
import { availabilityOf, type Circumstances } from '../../../../shared/devices/availability';
import { deviceTypes, type DeviceType } from '../../../../shared/devices/catalog';
import type { DeskError } from '../../../../shared/errors';

const allOn = Object.fromEntries(
  deviceTypes.map((type) => [type, { enabled: true, pairingDisabled: false }]),
);

/** Everything can be used. */
const calm: Circumstances = {
  allowedMethods: null,
  policy: allOn,
  activeDevices: 2,
  pendingDevices: 0,
  mostDevices: 5,
  missingScopes: [],
  missingRights: [],
  hasRelyingParty: true,
  route: { kind: 'here', caution: null, browser: false },
  phoneExtensions: true,
  agentAnswers: true,
};
const port = 9410;

/** What is said that was not said while everything could be used. */
const said = (change: Partial<Circumstances>) =>
  deviceTypes.flatMap((type) => {
    const { unavailable, hint } = availabilityOf(type, { ...calm, ...change }, port);
    return unavailable === null && hint === null ? [] : [{ type, unavailable, hint }];
  });

const only = (types: readonly DeviceType[], unavailable: DeskError | null, hint?: DeskError) =>
  deviceTypes
    .filter((type) => types.includes(type))
    .map((type) => ({ type, unavailable, hint: hint ?? null }));
const but = (...types: DeviceType[]) => deviceTypes.filter((type) => !types.includes(type));

describe('whether a method can be used', () => {
  it('is yes for every method, with nothing to say, where nothing stands against it', () => {
    expect(said({})).toEqual([]);
  });

  it.each(deviceTypes)('%s: the policy has switched it off', (type) => {
    const policy = { ...allOn, [type]: { enabled: false, pairingDisabled: true } };
    expect(said({ policy })).toEqual(only([type], { code: 'methodOff' }));
  });

  it.each(deviceTypes)('%s: the policy takes no new ones', (type) => {
    const policy = { ...allOn, [type]: { enabled: true, pairingDisabled: true } };
    expect(said({ policy })).toEqual(only([type], { code: 'pairingOff' }));
  });

  it.each(deviceTypes)('%s: all others are not for this computer', (type) => {
    expect(said({ allowedMethods: [type] })).toEqual(only(but(type), { code: 'methodNotAllowed' }));
  });

  it.each([
    ['p1:create:device', but('MOBILE')],
    ['p1:update:device', but('MOBILE')],
    ['p1:create:pairingKey', ['MOBILE']],
    ['p1:read:pairingKey', ['MOBILE']],
    ['p1:delete:pairingKey', ['MOBILE']],
  ] as const)('the scope %s was not granted', (scope, types) => {
    expect(said({ missingScopes: [scope, 'p1:read:user'] })).toEqual(
      only(types, { code: 'scopeMissing', scopes: [scope] }),
    );
  });

  it.each([
    ['createDevices', 'MFA devices: create', but('MOBILE')],
    ['activateDevices', 'MFA devices: update', but('MOBILE')],
    ['pairApps', 'MFA pairing keys: create, read, delete', ['MOBILE']],
  ] as const)('the operator lacks %s', (right, permission, types) => {
    expect(said({ missingRights: [right, 'enableMfa'] })).toEqual(
      only(types, { code: 'rightMissing', permission }),
    );
  });

  it('no relying party: not PingID Desktop', () => {
    expect(said({ hasRelyingParty: false })).toEqual(
      only(['PINGID_DESKTOP_GEN2'], { code: 'relyingPartyMissing' }),
    );
  });

  it('no way to a security key', () => {
    const route = { code: 'originNotUnderRelyingParty' } as const;
    expect(said({ route })).toEqual(only(['FIDO2'], route));
  });

  it('as many devices as a person may have', () => {
    expect(said({ activeDevices: 5 })).toEqual(
      only(deviceTypes, { code: 'deviceCapReached', limit: 5 }),
    );
  });

  it('as many pending devices as PingOne takes: an app that claims a key makes none', () => {
    expect(said({ pendingDevices: 50 })).toEqual(
      only(but('MOBILE'), { code: 'tooManyPending', limit: 50 }),
    );
    expect(said({ pendingDevices: 49 })).toEqual([]);
  });

  it.each([{ mostDevices: null }, { activeDevices: null }, { pendingDevices: null }])(
    'what nobody could count is tried: %j',
    (unknown) => {
      expect(said({ activeDevices: 99, pendingDevices: 0, mostDevices: 100, ...unknown })).toEqual(
        [],
      );
    },
  );

  it('the policy cannot be read: unknown, and worth a try', () => {
    expect(said({ policy: null })).toEqual(only(deviceTypes, null, { code: 'policyUnknown' }));
  });

  it('PingID Desktop does not answer: said, and tried all the same', () => {
    expect(said({ agentAnswers: false })).toEqual(
      only(['PINGID_DESKTOP_GEN2'], null, { code: 'agentNotRunning', port }),
    );
    expect(said({ agentAnswers: null })).toEqual([]);
  });

  it('calls dial no extension', () => {
    expect(said({ phoneExtensions: false })).toEqual(
      only(['VOICE'], null, { code: 'extensionsOff' }),
    );
    expect(said({ phoneExtensions: null })).toEqual([]);
  });

  it('what is decided for good is said before what passes', () => {
    const everything = {
      ...calm,
      allowedMethods: [],
      policy: null,
      missingScopes: ['p1:create:device'],
      activeDevices: 9,
      agentAnswers: false,
    };
    expect(availabilityOf('PINGID_DESKTOP_GEN2', everything, port)).toEqual({
      unavailable: { code: 'methodNotAllowed' },
      hint: null,
    });
  });
});
