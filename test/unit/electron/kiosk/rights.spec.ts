import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rightActions, type RightAction } from '../../../../shared/kiosk/rights';
import { createSandbox, type Sandbox } from '../../../sandbox';
import type { Permission } from '../../../sandbox/auth/permissions';
import { createWholeKiosk } from './whole-kiosk';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const states = async (withheld: readonly Permission[]) => {
  sandbox.switches.withheldPermissions = [...withheld];
  const desk = await createWholeKiosk(sandbox, { begun: false });
  const { stage } = desk.shift();
  await desk.desk.close();
  if (stage.name !== 'opening') throw new Error(stage.name);
  return Object.fromEntries(stage.rights.map(({ action, state }) => [action, state]));
};
const all = (state: string) => Object.fromEntries(rightActions.map((action) => [action, state]));

describe('the rights of an operator, before there is work', () => {
  it('are all there with the whole role, and trying them changes nothing', async () => {
    const before = sandbox.address.users.map(({ id }) => sandbox.devices(id));
    expect(await states([])).toEqual(all('granted'));
    expect(sandbox.address.users.map(({ id }) => sandbox.devices(id))).toEqual(before);
    expect(sandbox.messages()).toEqual([]);
  });

  it.each<[Permission, RightAction]>([
    ['readUser', 'findPeople'],
    ['readPopulation', 'seePopulations'],
    ['readDevice', 'seeDevices'],
    ['createDevice', 'createDevices'],
    ['updateDevice', 'activateDevices'],
    ['deleteDevice', 'removeDevices'],
    ['authenticateDevice', 'proveDevices'],
    ['createPairingKey', 'pairApps'],
    ['blockDevice', 'blockDevices'],
    ['unlockDevice', 'unlockDevices'],
    ['requestLogs', 'requestLogs'],
    ['readOathToken', 'findTokens'],
    ['updateOathToken', 'resyncTokens'],
    ['updateMfaEnabled', 'enableMfa'],
    ['readPolicy', 'readPolicies'],
    ['readMfaSettings', 'readSettings'],
  ])('without %s exactly %s is missing', async (permission, action) => {
    expect(await states([permission])).toEqual({ ...all('granted'), [action]: 'missing' });
  });

  it('are unknown where PingOne cannot be asked', async () => {
    sandbox.faults.add({ host: 'api', method: 'PUT', path: /mfaEnabled/, effect: 'unavailable' });
    expect(await states([])).toEqual({ ...all('granted'), enableMfa: 'unknown' });
  });

  it('somebody without any role is told so, right by right', async () => {
    sandbox.switches.administratorRoles = false;
    expect(await states([])).toEqual(all('missing'));
    sandbox.switches.administratorRoles = true;
  });
});
