import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Clock } from '../clock';
import { isJsonObject, type JsonObject } from '../json';
import type { Switches } from '../switches';
import { DEVICE_GRANT } from './clients';
import { showCodeConfirmation } from './device-pages';

/** RFC 8628, section 3.5: a client that asked too early waits so much longer from then on. Seconds. */
const SLOWER_BY = 5;

/** What the timers of a client that counts its seconds may be early. Milliseconds. */
const GRACE = 250;

type Next = () => Promise<unknown>;

export interface DeviceGrantDependencies {
  clock: Clock;
  switches: Switches;
}

/**
 * What the provider leaves out of RFC 8628: the interval, `slow_down`, PingOne's address, a page without a script where
 * the address has the code, and the switch.
 */
export function createDeviceGrant({ clock, switches }: DeviceGrantDependencies) {
  const isTooEarly = createPace(clock, switches);

  return (provider: Provider) => async (context: KoaContextWithOIDC, next: Next) => {
    if (!switches.deviceGrant && /^\/device(_authorization|\/|$)/.test(context.path)) return;
    if (context.method === 'POST' && context.path === '/device') {
      // The provider fails at this instead of refusing it: nobody is known to have been shown the page.
      if (context.cookies.get(provider.cookieName('session')) === undefined) {
        refuse(context, 'invalid_request', 'The page was not asked for.');
        return;
      }
    }
    await next();
    // Where there is nothing, there is no `oidc` either, whatever its type says.
    const oidc = context.oidc as KoaContextWithOIDC['oidc'] | undefined;
    if (!oidc) return;
    const { route, params } = oidc;
    const body: unknown = context.body;
    if (route === 'code_verification' && context.method === 'GET') {
      const code = params?.user_code;
      if (typeof code === 'string') showCodeConfirmation(context, '', null, null, dashed(code));
    }
    if (!isJsonObject(body)) return;
    if (route === 'discovery' && !switches.deviceGrant) conceal(body);
    if (route === 'device_authorization' && context.status === 200) {
      body.interval = switches.devicePollingInterval;
      for (const name of ['verification_uri', 'verification_uri_complete']) {
        body[name] = String(body[name]).replace('/as/device', '/device');
      }
    }
    if (route === 'token' && params?.grant_type === DEVICE_GRANT) {
      if (!switches.deviceGrant) {
        refuse(context, 'unsupported_grant_type', 'The grant type is not supported.');
      } else if (body.error === 'authorization_pending' && isTooEarly(String(params.device_code))) {
        refuse(context, 'slow_down', 'The client asks too often.');
      }
    }
  };
}

/** Counts the seconds between two questions about the same code. */
function createPace(clock: Clock, switches: Switches): (deviceCode: string) => boolean {
  const asked = new Map<string, { at: number; interval: number }>();
  return (deviceCode) => {
    const last = asked.get(deviceCode);
    const interval = last?.interval ?? switches.devicePollingInterval;
    const at = clock.now();
    const tooEarly = last !== undefined && at - last.at < interval * 1_000 - GRACE;
    asked.set(deviceCode, { at, interval: interval + (tooEarly ? SLOWER_BY : 0) });
    return tooEarly;
  };
}

function conceal(discovery: JsonObject): void {
  delete discovery.device_authorization_endpoint;
  const { grant_types_supported: grants } = discovery;
  if (Array.isArray(grants)) {
    discovery.grant_types_supported = grants.filter((grant) => grant !== DEVICE_GRANT);
  }
}

function refuse(context: KoaContextWithOIDC, error: string, description: string): void {
  context.body = { error, error_description: description };
  context.status = 400;
}

/** As it was told to the client, however it was typed. */
export function dashed(userCode: string): string {
  const letters = userCode.replace(/\W/g, '').toUpperCase();
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
