import { createSoftKey, type SoftKey } from '../../sandbox/authenticators/soft-key';
import type { Deviation } from '../../sandbox/authenticators/ceremony';
import type { JsonObject } from '../../sandbox/json';
import { ASSERTION_CHECK, createBench, problem, type Bench, type Reply } from './caller';

export const ORIGIN = 'https://desk.example.org';
export const FIDO2 = { type: 'FIDO2', rp: { id: 'example.org', name: 'Example' } };

export const refusedFor = (target: string) =>
  problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target });

/** A bench on which security keys are paired and proven. */
export interface KeyBench extends Bench {
  /** A pending device of kim's, and its options as they came. */
  begin(more?: JsonObject): Promise<{ id: string; options: string }>;
  /** A key that is paired, with the device that it is. */
  pairedKey(traits?: Parameters<typeof createSoftKey>[0]): Promise<{ id: string; key: SoftKey }>;
  asked(id: string): Promise<{ transaction: JsonObject; options: string }>;
  check(transaction: JsonObject, body: JsonObject): Promise<Reply>;
  /** One whole device authentication. */
  prove(id: string, key: SoftKey, deviation?: Deviation): Promise<Reply>;
}

export async function createKeyBench(): Promise<KeyBench> {
  const bench = await createBench();
  const keys: Omit<KeyBench, keyof Bench> = {
    begin: async (more = {}) => {
      const { status, body, text } = await bench.create({ ...FIDO2, ...more });
      if (status !== 201) throw new Error(text);
      return { id: String(body.id), options: String(body.publicKeyCredentialCreationOptions) };
    },
    pairedKey: async (traits) => {
      const key = createSoftKey(traits);
      const { id, options } = await keys.begin();
      const attestation = key.create(options, ORIGIN);
      const { status, text } = await bench.activate(id, { origin: ORIGIN, attestation });
      if (status !== 200) throw new Error(text);
      return { id, key };
    },
    asked: async (id) => {
      const user = { id: bench.kim.id };
      const { body: transaction } = await bench.initiate({ user, selectedDevice: { id } });
      return { transaction, options: String(transaction.publicKeyCredentialRequestOptions) };
    },
    check: ({ id }, body) => bench.act(String(id), ASSERTION_CHECK, body),
    prove: async (id, key, deviation) => {
      const { transaction, options } = await keys.asked(id);
      const assertion = key.get(options, ORIGIN, deviation);
      return keys.check(transaction, { origin: ORIGIN, assertion });
    },
  };
  return { ...bench, ...keys };
}
