import type { PhoneApp } from '../../sandbox';
import { JSON_TYPE, vendorType } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import type { MobileApplicationPolicy } from '../../sandbox/policy-switches';
import { call, createBench, SELECT, type Bench, type Reply } from './caller';

export const CANCEL_PUSH = vendorType('cancel.push.authentication');
export const LIMIT = { code: 'LIMIT_EXCEEDED' };

/** A bench for pairing keys and the apps that claim them. All are kim's unless told. */
export interface PhoneBench {
  bench: Bench;
  /** The app of the default policy, to be changed. */
  application(): MobileApplicationPolicy;
  keysUrl(userId?: string): string;
  createKey(body?: JsonObject, userId?: string, token?: string): Promise<Reply>;
  readKey(key: JsonObject, token?: string): Promise<Reply>;
  removeKey(key: JsonObject, token?: string): Promise<Reply>;
  /** A key, claimed by a phone. */
  phone(userId?: string): Promise<PhoneApp>;
  /** A device authentication, of this device or of the first one. */
  begin(deviceId?: string): Promise<JsonObject>;
  read(transaction: JsonObject): Promise<JsonObject>;
  cancel(transaction: JsonObject, body?: JsonObject): Promise<Reply>;
  select(transaction: JsonObject, deviceId: string): Promise<Reply>;
  /** As `Bench.reset`, with the clock and the keys that were made. */
  reset(): Promise<void>;
}

export async function createPhoneBench(): Promise<PhoneBench> {
  const bench = await createBench();
  const { sandbox, kim, worker } = bench;
  let made: string[] = [];
  const keysUrl = (userId = kim.id) => bench.api(`/users/${userId}/pairingKeys`);
  const urlOf = ({ id }: JsonObject) => `${keysUrl()}/${String(id)}`;

  const phoneBench: PhoneBench = {
    bench,
    application: () => sandbox.switches.policy.mobile.applications[0]!,
    keysUrl,
    createKey: async (body = {}, userId = kim.id, token = worker) => {
      const options = { method: 'POST', type: JSON_TYPE, body, token };
      const reply = await call(keysUrl(userId), options);
      if (reply.status === 201) made.push(`${keysUrl(userId)}/${String(reply.body.id)}`);
      return reply;
    },
    readKey: (key, token = worker) => call(urlOf(key), { token }),
    removeKey: (key, token = worker) => call(urlOf(key), { method: 'DELETE', token }),
    phone: async (userId) => {
      const { body } = await phoneBench.createKey({}, userId);
      return sandbox.phoneApps.claim(String(body.code));
    },
    begin: async (deviceId) => {
      const selected = deviceId === undefined ? {} : { selectedDevice: { id: deviceId } };
      return (await bench.initiate({ user: { id: kim.id }, ...selected })).body;
    },
    read: async ({ id }) =>
      (await call(bench.authentications(`/${String(id)}`), { token: worker })).body,
    cancel: ({ id }, body = { reason: 'CHANGE_DEVICE' }) =>
      bench.act(String(id), CANCEL_PUSH, body),
    select: ({ id }, deviceId) => bench.act(String(id), SELECT, { device: { id: deviceId } }),
    reset: async () => {
      sandbox.clock.set(Date.now());
      await bench.reset();
      for (const url of made) await call(url, { method: 'DELETE', token: worker });
      made = [];
    },
  };
  return phoneBench;
}
