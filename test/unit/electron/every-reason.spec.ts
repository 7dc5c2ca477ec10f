import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deviceTypes, type DeviceType } from '../../../shared/devices/catalog';
import type { DeskErrorCode } from '../../../shared/errors';
import type { Configuration } from '../../../shared/configuration';
import { createSandbox, type Sandbox } from '../../sandbox';
import { applySwitches, defaultSwitches, type Switches } from '../../sandbox/switches';
import { createWholeDesk, type WholeDesk } from './whole-desk';

let sandbox: Sandbox;
let kim: WholeDesk;

beforeAll(async () => {
  sandbox = await createSandbox();
  kim = await createWholeDesk(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  applySwitches(sandbox.switches, defaultSwitches());
  sandbox.switches.userReadsPolicies = true;
  sandbox.switches.mfaSettings.phoneExtensions.enabled = true;
  await sandbox.agent.start();
});

/** What is said about each method that something is said about, when a pairing begins. */
const said = async (whole: WholeDesk = kim): Promise<[DeviceType, DeskErrorCode][]> => {
  const begun = await whole.desk.begin(null);
  expect(begun).toEqual({ ok: true, value: undefined });
  const { methods } = await whole.sees('choose');
  expect(methods.map(({ type }) => type)).toEqual(deviceTypes);
  await whole.leaves();
  return methods.flatMap(({ type, unavailable, hint }) => {
    const error = unavailable ?? hint;
    return error === null ? [] : [[type, error.code] as [DeviceType, DeskErrorCode]];
  });
};
const all = (code: DeskErrorCode, but: readonly DeviceType[] = []) =>
  deviceTypes.filter((type) => !but.includes(type)).map((type) => [type, code]);

const policyKeys = {
  EMAIL: 'email',
  SMS: 'sms',
  VOICE: 'voice',
  WHATSAPP: 'whatsApp',
  TOTP: 'totp',
  OATH_TOKEN: 'oathToken',
  FIDO2: 'fido2',
  MOBILE: 'mobile',
  PINGID_DESKTOP_GEN2: 'pingIdDesktopGen2',
} as const satisfies Record<DeviceType, keyof Switches['policy']>;

describe('a switch of the environment changes one sentence, and it is the right one', () => {
  it('everything that can be used has nothing to be said about', async () => {
    expect(await said()).toEqual([]);
  });

  // seen to fail with a policy that stands against nothing
  it.each(deviceTypes)('[fault 34] %s switched off in the policy', async (type) => {
    sandbox.switches.policy[policyKeys[type]].enabled = false;
    expect(await said()).toEqual([[type, 'methodOff']]);
  });

  // seen to fail with a policy that stands against nothing
  it.each(deviceTypes)('[fault 34] %s closed to new devices', async (type) => {
    sandbox.switches.policy[policyKeys[type]].pairingDisabled = true;
    expect(await said()).toEqual([[type, 'pairingOff']]);
  });

  it('policies that the person may not read', async () => {
    sandbox.switches.userReadsPolicies = false;
    expect(await said()).toEqual(all('policyUnknown'));
  });

  it('policies that take too long: nobody waits for what is only good to know', async () => {
    sandbox.faults.add({
      host: 'api',
      path: /deviceAuthenticationPolicies/,
      effect: { delayMs: 10_000 },
    });
    expect(await said()).toEqual(all('policyUnknown'));
    sandbox.faults.clear();
  });

  it('calls without extensions', async () => {
    sandbox.switches.mfaSettings.phoneExtensions.enabled = false;
    expect(await said()).toEqual([['VOICE', 'extensionsOff']]);
  });

  it('PingID Desktop that does not listen', async () => {
    await sandbox.agent.stop();
    expect(await said()).toEqual([['PINGID_DESKTOP_GEN2', 'agentNotRunning']]);
  });

  // seen to fail with counts that stand against nothing
  it('[fault 28] as many devices as a person may have', async () => {
    sandbox.switches.policy.maxAllowedDevices = 0;
    expect(await said()).toEqual(all('deviceCapReached'));
  });

  // seen to fail with counts that stand against nothing
  it('[fault 28] fifty devices that wait for their activation', async () => {
    const token = await userTokenFor();
    for (let number = 0; number < 50; number += 1) await token();
    expect(await said()).toEqual(all('tooManyPending', ['MOBILE']));
    for (const { id } of kim.devices()) await kim.desk.devices.remove(id, true);
  });
});

/** Creates pending devices behind the program's back. */
const userTokenFor = async () => {
  const { userToken } = await import('../../sandbox/sign-in');
  const { apiBaseUrl, environmentId } = sandbox.address;
  const authorization = `Bearer ${await userToken(sandbox.address, kim.person)}`;
  return () =>
    fetch(`${apiBaseUrl}/v1/environments/${environmentId}/users/${kim.person.id}/devices`, {
      method: 'POST',
      headers: { authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify({ type: 'TOTP' }),
    });
};

describe('so does what this computer and this sign-in have', () => {
  it.each<[string, Partial<Configuration>, [DeviceType, DeskErrorCode][]]>([
    [
      'methods that are not for this computer',
      { allowedMethods: deviceTypes.filter((type) => type !== 'SMS') },
      [['SMS', 'methodNotAllowed']],
    ],
    [
      'an origin outside the relying party',
      { relyingParty: { id: 'example.org', origin: 'https://login.example.net' } },
      [['FIDO2', 'originNotUnderRelyingParty']],
    ],
  ])('%s', async (_name, changes, sentences) => {
    expect(await said(await createWholeDesk(sandbox, { changes }))).toEqual(sentences);
  });

  it.each([
    ['p1:create:device', all('scopeMissing', ['MOBILE'])],
    ['p1:create:pairingKey', [['MOBILE', 'scopeMissing']]],
  ])('%s that was not granted', async (scope, sentences) => {
    sandbox.switches.withheldScopes = [scope];
    expect(await said(await createWholeDesk(sandbox))).toEqual(sentences);
  });
});
