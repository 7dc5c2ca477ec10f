import { createSandbox, type CreateSandboxOptions, type Sandbox } from '../../sandbox';
import type { SandboxUser } from '../../sandbox/address';
import { JSON_TYPE, vendorType } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import { userToken, userTokens, workerToken } from '../../sandbox/sign-in';
import { defaultSwitches } from '../../sandbox/switches';

export interface Call {
  method?: string;
  token?: string | undefined;
  type?: string | undefined;
  /** Objects are sent as JSON, text as it is. */
  body?: JsonObject | string;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  headers: Headers;
  body: JsonObject;
  text: string;
}

export async function call(url: string, options: Call = {}): Promise<Reply> {
  const { method = 'GET', token, type, body, headers = {} } = options;
  const content = typeof body === 'object' ? JSON.stringify(body) : body;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(type !== undefined && { 'content-type': type }),
      ...headers,
    },
    // Bytes: text would make fetch invent a content type.
    ...(content !== undefined && { body: new TextEncoder().encode(content) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text), text };
}

function parse(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return {};
  }
}

export const ACTIVATE = vendorType('device.activate');
export const RESEND = vendorType('device.sendActivationCode');
export const OTP_CHECK = vendorType('otp.check');
export const ASSERTION_CHECK = vendorType('assertion.check');
export const SELECT = vendorType('device.select');
export const REORDER = vendorType('devices.reorder');
export const REMOVE_ORDER = vendorType('devices.order.remove');

/** A sandbox and the calls that most tests make. */
export interface Bench {
  sandbox: Sandbox;
  user(username: string): SandboxUser;
  /** `{apiBaseUrl}/v1/environments/{env}` followed by `path`. */
  api(path: string): string;
  devicesUrl(userId: string): string;
  /** `{authBaseUrl}/{env}/deviceAuthentications` followed by `path`. */
  authentications(path?: string): string;
  worker: string;
  kim: SandboxUser;
  kimToken: string;
  /** The token of an administrator at the operator app. */
  operator(username?: string): Promise<string>;
  create(body: JsonObject, userId?: string, token?: string): Promise<Reply>;
  activate(deviceId: string, body: JsonObject, userId?: string): Promise<Reply>;
  /** An ACTIVE e-mail device, activated by its code; returns its id. */
  activeEmail(userId?: string): Promise<string>;
  initiate(body: JsonObject, token?: string): Promise<Reply>;
  act(transactionId: string, type: string, body: JsonObject, token?: string): Promise<Reply>;
  /** What the agent answers to `jwt`. */
  agent(path: string, jwt: string, headers?: Record<string, string>): Promise<Reply>;
  lastCode(): string;
  /** A code of the same length that the last one is not. */
  wrongCode(): string;
  /** Deletes all of a user's devices and puts the switches back. */
  reset(): Promise<void>;
}

export async function createBench(options: CreateSandboxOptions = {}): Promise<Bench> {
  // Tests write to kim more often than PingOne lets anybody; the limit has tests of its own.
  const switches = { messagesPerDay: 10_000, ...options.switches };
  const sandbox = await createSandbox({ ...options, switches });
  const { address } = sandbox;
  const user = (username: string) => {
    const found = address.users.find((candidate) => candidate.username === username);
    if (!found) throw new Error(`no user ${username}`);
    return found;
  };
  const kim = user('kim');
  const worker = await workerToken(address);
  const kimToken = await userToken(address, kim);
  const api = (path: string) =>
    `${address.apiBaseUrl}/v1/environments/${address.environmentId}${path}`;
  const devicesUrl = (userId: string) => api(`/users/${userId}/devices`);
  const authentications = (path = '') =>
    `${address.authBaseUrl}/${address.environmentId}/deviceAuthentications${path}`;
  const post = (url: string, type: string, body: JsonObject, token: string) =>
    call(url, { method: 'POST', type, body, token });

  const bench: Bench = {
    sandbox,
    user,
    api,
    devicesUrl,
    authentications,
    worker,
    kim,
    kimToken,
    operator: async (username = 'morgan') => {
      const { operatorClientId } = address;
      return (await userTokens(address, user(username), ['openid'], operatorClientId)).access_token;
    },
    create: (body, userId = kim.id, token = kimToken) =>
      post(devicesUrl(userId), JSON_TYPE, body, token),
    activate: (deviceId, body, userId = kim.id) =>
      post(`${devicesUrl(userId)}/${deviceId}`, ACTIVATE, body, worker),
    activeEmail: async (userId = kim.id) => {
      const body = {
        type: 'EMAIL',
        email: `box${String(sandbox.messages().length)}@example.org`,
        status: 'ACTIVATION_REQUIRED',
      };
      const { body: device } = await bench.create(body, userId, worker);
      await bench.activate(String(device.id), { otp: bench.lastCode() }, userId);
      return String(device.id);
    },
    initiate: (body, token = worker) => post(authentications(), JSON_TYPE, body, token),
    act: (id, type, body, token = worker) => post(authentications(`/${id}`), type, body, token),
    agent: (path, jwt, headers = {}) =>
      call(address.desktopAgentUrl + path, {
        method: 'POST',
        type: 'application/jwt',
        body: jwt,
        headers: { origin: address.relyingParty.origin, ...headers },
      }),
    lastCode: () => sandbox.messages()[0]?.code ?? '',
    wrongCode: () => bench.lastCode().replace(/\d/g, (digit) => String((Number(digit) + 1) % 10)),
    reset: async () => {
      Object.assign(sandbox.switches, defaultSwitches());
      Object.assign(sandbox.switches, switches);
      sandbox.faults.clear();
      for (const { id, userId } of address.users.flatMap(({ id }) => sandbox.devices(id))) {
        await call(`${devicesUrl(userId)}/${id}`, { method: 'DELETE', token: worker });
      }
    },
  };
  return bench;
}

/** Nobody has this id. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

/** What a refusal looks like, for `toMatchObject`. */
export function problem(status: number, code: string, detail?: JsonObject) {
  return { status, body: { code, ...(detail && { details: [detail] }) } };
}
