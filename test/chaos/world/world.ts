import { createSandbox, type Sandbox } from '../../sandbox';
import { signInByForm, workerToken } from '../../sandbox/sign-in';
import type { KeytarReply, KeytarRequest } from '../../../electron/vault/keytar-message';
import type { Ask, Cast } from '../messages';
import { createMeter, type Meter, type Plan } from '../point';
import { createMarkers, type Markers } from './markers';
import { castOf, seedFor } from './seed';
import { createWire, type Exchange, type Wire } from './wire';

/** What outlives every desk: PingOne, PingID Desktop, the wires to them, the keychain, the browser, the phone. */
export interface World {
  readonly sandbox: Sandbox;
  readonly wires: Readonly<Record<string, string>>;
  readonly agentPort: number;
  offset(): number;
  castOf(number: number): Cast;
  /** The person of this number, with an empty keychain; everything that is counted begins anew. */
  begin(number: number): Round;
  close(): Promise<void>;
}

/** One point, as the world sees it. */
export interface Round {
  readonly cast: Cast;
  readonly markers: Markers;
  /** Counts the moments of the wire from now on, and does harm at the planned one. */
  meter(plan: Plan | null, onPlan: () => void): Meter;
  answer(ask: Exclude<Ask, { kind: 'settled' }>): Promise<unknown>;
  /** how often a refresh token was sent since the last time that this was asked */
  renewals(): number;
  /** ids of the keys that could still be claimed */
  livingKeys(): Promise<readonly string[]>;
}

const perform = (entries: Map<string, string>, request: KeytarRequest): KeytarReply => {
  const { id, op, account } = request;
  switch (op) {
    case 'get':
      return { id, ok: true, value: entries.get(account) ?? null };
    case 'set':
      entries.set(account, request.secret);
      return { id, ok: true, value: true };
    case 'delete':
      return { id, ok: true, value: entries.delete(account) };
    default:
      return request satisfies never;
  }
};

/** @param people how many points there will be */
export const createWorld = async (people: number): Promise<World> => {
  const casts = Array.from({ length: people }, (_, number) => castOf(number));
  const sandbox = await createSandbox({
    seed: seedFor(casts),
    // everything is allowed; a refresh token lies in several entries of the keychain
    switches: {
      refreshTokens: 'jwt',
      accessTokenLifetime: 300,
      policy: { maxAllowedDevices: 15 },
    },
  });
  const { address, clock, phoneApps } = sandbox;
  let meter: Meter = createMeter(null);
  let plan: Plan | null = null;
  let onPlan: () => void = () => undefined;
  let see: (exchange: Exchange) => void = () => undefined;
  const startOffset = clock.now() - Date.now();
  let advanced = 0;

  const listener = {
    passes(name: string): 'on' | 'cut' | 'gone' {
      if (!meter.passes(name)) return 'on';
      if (plan?.harm === 'cut') return 'cut';
      onPlan();
      return 'gone';
    },
    answered: (exchange: Exchange) => see(exchange),
  };
  const open = (host: string, target: string): Promise<Wire> => createWire(host, target, listener);
  const [auth, api, agent] = await Promise.all([
    open('auth', address.authBaseUrl),
    open('api', address.apiBaseUrl),
    open('agent', address.desktopAgentUrl),
  ]);

  const begin = (number: number): Round => {
    const cast = castOf(number);
    // ID tokens know the wall clock only: the hours that others let go by would make them too old
    clock.advance(-advanced);
    advanced = 0;
    const markers = createMarkers();
    const entries = new Map<string, string>();
    const keys: string[] = [];
    let renewals = 0;
    see = (exchange) => {
      markers.see(exchange);
      if (exchange.sent.includes('grant_type=refresh_token')) renewals += 1;
      if (exchange.path.endsWith('/pairingKeys') && exchange.status === 201)
        keys.push((JSON.parse(exchange.answer) as { id: string }).id);
    };
    const mine = (deviceId: string): boolean =>
      sandbox.devices(cast.person.id).some(({ id }) => id === deviceId);
    const told = (secret: string): string => {
      markers.add(secret);
      return secret;
    };

    const answer: Round['answer'] = async (ask) => {
      switch (ask.kind) {
        case 'browse': {
          const isOperator = ask.url.includes(address.operatorClientId);
          const back = await signInByForm(
            address,
            ask.url,
            isOperator ? cast.operator : cast.person,
          ).catch(() => null);
          // whoever waits for the browser may be gone by now
          if (back !== null) void fetch(back).catch(() => undefined);
          return null;
        }
        case 'message':
          return told(sandbox.messages().find(({ to }) => to === ask.to)?.code ?? '000000');
        case 'appCode': {
          const [app] = sandbox.apps.list().filter(({ userId }) => userId === cast.person.id);
          const [phone] = phoneApps.list().filter(({ userId }) => userId === cast.person.id);
          return told(app?.code ?? phone?.code() ?? '000000');
        }
        case 'press':
          return told(sandbox.tokens.find(ask.serialNumber).press());
        case 'claim':
          try {
            phoneApps.claim(ask.code);
            return true;
          } catch {
            return false;
          }
        case 'approve': {
          const phone = phoneApps.list().find((one) => mine(one.deviceId) && one.pushes.length > 0);
          phone?.answer('approve');
          return phone !== undefined;
        }
        case 'advance':
          clock.advance(ask.milliseconds);
          advanced += ask.milliseconds;
          return startOffset + advanced;
        case 'keychain':
          return perform(entries, ask.request);
        default:
          return ask satisfies never;
      }
    };

    return {
      cast,
      markers,
      meter(next, doHarm) {
        plan = next;
        onPlan = doHarm;
        meter = createMeter(next);
        return meter;
      },
      answer,
      renewals() {
        const since = renewals;
        renewals = 0;
        return since;
      },
      async livingKeys() {
        if (keys.length === 0) return [];
        const headers = { Authorization: `Bearer ${await workerToken(address)}` };
        const { apiBaseUrl, environmentId } = address;
        const all = `${apiBaseUrl}/v1/environments/${environmentId}/users/${cast.person.id}/pairingKeys`;
        const living = await Promise.all(
          keys.map(async (id) => {
            const read = await fetch(`${all}/${id}`, { headers });
            const { status } = (await read.json()) as { status?: string };
            return read.ok && status === 'UNCLAIMED' ? [id] : [];
          }),
        );
        return living.flat();
      },
    };
  };

  return {
    sandbox,
    wires: { [address.authBaseUrl]: auth.url, [address.apiBaseUrl]: api.url },
    agentPort: agent.port,
    offset: () => startOffset + advanced,
    castOf,
    begin,
    async close() {
      await Promise.all([auth.close(), api.close(), agent.close(), sandbox.close()]);
    },
  };
};
