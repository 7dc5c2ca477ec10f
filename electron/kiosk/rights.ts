import { setMaxListeners } from 'node:events';
import type { DeskErrorCode } from '../../shared/errors';
import { rightActions, type Right, type RightAction } from '../../shared/kiosk/rights';
import type { PingOneHttp } from '../pingone/http';
import { circumstances } from '../pingone/problems';
import { json, vendor, type PingOneRequest } from '../pingone/request';

/**
 * A user, a device and a token that nobody has: whatever is asked about them changes nothing. PingOne decides about rights
 * before it looks for the thing (inferred; an administrator of one population may be refused here and not in their own).
 */
const nobody = '00000000-0000-4000-8000-000000000000';

const api = (
  method: PingOneRequest['method'],
  path: readonly string[],
  rest: Partial<PingOneRequest> = {},
): PingOneRequest => ({
  method,
  target: { host: 'api', path },
  circumstance: circumstances.resource,
  ...rest,
});

const devices = ['users', nobody, 'devices'];

/** How each right is tried. What is read is read of nobody, what would change something has nothing to change. */
const tries: Readonly<Record<RightAction, PingOneRequest>> = {
  findPeople: api('GET', ['users'], {
    target: { host: 'api', path: ['users'], query: { limit: '1' } },
  }),
  seePopulations: api('GET', ['populations']),
  seeDevices: api('GET', devices),
  createDevices: api('POST', devices, {
    mediaType: json,
    body: { type: 'EMAIL', email: 'nobody@example.invalid', status: 'ACTIVATION_REQUIRED' },
  }),
  activateDevices: api('POST', [...devices, nobody], {
    mediaType: vendor('device.activate'),
    body: { otp: '000000' },
  }),
  removeDevices: api('DELETE', [...devices, nobody]),
  proveDevices: {
    method: 'POST',
    target: { host: 'auth', path: ['deviceAuthentications'] },
    mediaType: json,
    body: { user: { id: nobody }, selectedDevice: { id: nobody } },
    circumstance: circumstances.newAuthentication,
  },
  pairApps: api('POST', ['users', nobody, 'pairingKeys'], { mediaType: json, body: {} }),
  blockDevices: api('POST', [...devices, nobody], { mediaType: vendor('device.block') }),
  unlockDevices: api('POST', [...devices, nobody], { mediaType: vendor('device.unlock') }),
  requestLogs: api('PUT', [...devices, nobody, 'logs'], {
    mediaType: json,
    body: { status: 'PENDING' },
  }),
  findTokens: api('GET', ['oathTokens'], {
    target: { host: 'api', path: ['oathTokens'], query: { limit: '1' } },
  }),
  resyncTokens: api('POST', ['oathTokens', nobody], {
    mediaType: vendor('device.resync'),
    body: { otps: ['000000'] },
  }),
  enableMfa: api('PUT', ['users', nobody, 'mfaEnabled'], {
    mediaType: json,
    body: { mfaEnabled: true },
  }),
  readPolicies: api('GET', ['deviceAuthenticationPolicies']),
  readSettings: api('GET', ['mfaSettings']),
};

/** PingOne got as far as looking for what is not there. */
const lookedFor: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'notFound',
  'deviceGone',
  'refused',
]);
const refusals: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>(['forbidden', 'notHere']);

const stateOf = (code: DeskErrorCode): Right['state'] =>
  lookedFor.has(code) ? 'granted' : refusals.has(code) ? 'missing' : 'unknown';

/** Tries each right of an operator before there is work that would need it. */
export const checkRights = (http: PingOneHttp, signal: AbortSignal): Promise<Right[]> => {
  // all of them listen to it at once: more than Node expects, and no leak
  setMaxListeners(0, signal);
  return Promise.all(
    rightActions.map(async (action) => {
      const sent = await http.send(tries[action], { signal });
      return { action, state: sent.ok ? 'granted' : stateOf(sent.error.code) };
    }),
  );
};
