import * as fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Configuration } from '../../../shared/configuration';
import { createSandbox, defaultSeed, type Sandbox } from '../../sandbox';
import { configurationFor } from './auth/desk';
import { hostileInput } from './ipc/hostile-input';
import { arbitraryOf } from './ipc/schema-arbitrary';
import { calls, serveDesk, type ServedCall, type ServedDesk } from './ipc/served-desk';
import { createWholeKiosk } from './kiosk/whole-kiosk';
import { createWholeDesk } from './whole-desk';

// the same run again: IPC_FUZZ_SEED=<the number that was printed>
const seed = Number(process.env.IPC_FUZZ_SEED ?? Date.now() % 2 ** 31);
console.info(`ipc fuzz: seed ${String(seed)}`);

const sms = { type: 'SMS', phone: '+15125550123' } as const;
const alexsDevice = 'd0000000-0000-4000-8000-00000000a1e8';
const withDevices = () => {
  const usual = defaultSeed();
  const userId = usual.users.find(({ username }) => username === 'alex')!.id;
  const attributes = { email: 'alex@example.org' };
  const alexs = { id: alexsDevice, userId, type: 'EMAIL', status: 'ACTIVE', attributes };
  return { ...usual, devices: [...usual.devices, alexs] };
};

interface Situation {
  readonly served: ServedDesk;
  /** the pairing that is under way, whatever came between */
  readonly pairingId: string;
  readonly close: () => Promise<void>;
}

const kioskOf = (sandbox: Sandbox): Configuration =>
  configurationFor(sandbox, {
    mode: 'kiosk',
    operatorClientId: sandbox.address.operatorClientId,
  });
const unused = '00000000-0000-4000-8000-000000000000';

const situations: Record<string, (sandbox: Sandbox) => Promise<Situation>> = {
  async 'without a configuration'() {
    return {
      served: await serveDesk(null, null),
      pairingId: unused,
      close: () => Promise.resolve(),
    };
  },
  async 'signed out'(sandbox) {
    const { desk } = await createWholeDesk(sandbox);
    await desk.session.signOut();
    const served = await serveDesk(desk, configurationFor(sandbox));
    return { served, pairingId: unused, close: () => desk.close() };
  },
  async 'signed in'(sandbox) {
    const { desk } = await createWholeDesk(sandbox);
    const served = await serveDesk(desk, configurationFor(sandbox));
    return { served, pairingId: unused, close: () => desk.close() };
  },
  async 'in the middle of a pairing'(sandbox) {
    const whole = await createWholeDesk(sandbox);
    await whole.begins(sms);
    await whole.sees('code');
    const served = await serveDesk(whole.desk, configurationFor(sandbox));
    return { served, pairingId: whole.view()!.id, close: () => whole.desk.close() };
  },
  async 'at a kiosk, signed out'(sandbox) {
    const { desk } = await createWholeKiosk(sandbox);
    await desk.session.signOut();
    const served = await serveDesk(desk, kioskOf(sandbox));
    return { served, pairingId: unused, close: () => desk.close() };
  },
  async 'at a kiosk, in the hands of the operator'(sandbox) {
    const kiosk = await createWholeKiosk(sandbox);
    await kiosk.serves('kim');
    const served = await serveDesk(kiosk.desk, kioskOf(sandbox));
    return { served, pairingId: unused, close: () => kiosk.desk.close() };
  },
  async 'at a kiosk, in the hands of the person'(sandbox) {
    const kiosk = await createWholeKiosk(sandbox);
    await kiosk.serves('kim');
    await kiosk.handsOver(sms);
    await kiosk.sees('code');
    const served = await serveDesk(kiosk.desk, kioskOf(sandbox));
    return { served, pairingId: kiosk.view()!.id, close: () => kiosk.desk.close() };
  },
  async 'at a kiosk, in nobody’s hands'(sandbox) {
    const kiosk = await createWholeKiosk(sandbox);
    await kiosk.serves('kim');
    kiosk.passes(120_000);
    await vi.waitFor(() => expect(kiosk.shift().stage.name).toBe('finding'), { timeout: 5_000 });
    expect(kiosk.kiosk.hands()).toBe('nobody');
    const served = await serveDesk(kiosk.desk, kioskOf(sandbox));
    return { served, pairingId: unused, close: () => kiosk.desk.close() };
  },
};

const codeOf = (answer: unknown): unknown =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'ok';
const mayBeCalled = (served: ServedDesk, call: ServedCall): boolean => {
  const reach = served.reach();
  return reach === null || call.reach.includes(reach);
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: withDevices() });
});
afterAll(() => sandbox.close());

/** Stands for the pairing that is under way. */
const thePairing = '11111111-0000-4000-8000-000000000000';
const known = [alexsDevice, unused, thePairing, ...defaultSeed().users.map(({ id }) => id)];
/** Made once: what has to match a pattern is slow to make. */
const honest = new Map(calls.map((call) => [call, arbitraryOf(call.input, known)]));
const hostile = new Map(
  Array.from(honest, ([call, input]) => [call, hostileInput(input)] as const),
);
const placed = (input: unknown, pairingId: string): unknown =>
  input === undefined
    ? undefined
    : (JSON.parse(JSON.stringify(input).replaceAll(thePairing, pairingId)) as unknown);
const honestInputs = (call: ServedCall, pairingId: string, numRuns: number): unknown[] =>
  fc.sample(honest.get(call)!, { seed, numRuns }).map((input) => placed(input, pairingId));

/** With something beside it that no contract names. */
const withCompany = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? { ...input, unnamed: 'company' }
    : input;

/**
 * One call, and what holds for every call in every state. Seen to fail without the gate's look at the sender, at the
 * hands and at the input, and with input passed on as it came; its looks at the size and at the output: ipc/gate.spec.ts.
 */
const invoke = async (served: ServedDesk, call: ServedCall, input: unknown): Promise<unknown> => {
  const { channel } = call;
  const allowed = mayBeCalled(served, call);
  const before = served.reached.length;
  const answer = await served.invoke(channel, input);
  const reached = served.reached.slice(before).filter((each) => each.channel === channel);

  // a plain, typed answer; a handler that throws would be a bug
  expect(v.is(call.answer, answer), channel).toBe(true);
  expect(() => structuredClone(answer), channel).not.toThrow();
  expect(codeOf(answer), channel).not.toBe('unexpected');
  if (!allowed) {
    expect(codeOf(answer), channel).toBe('notAllowed');
    expect(reached, channel).toEqual([]);
  }
  // nothing but what the contract names comes through, and that only once it was looked at
  for (const each of reached) expect(each.input).toEqual(v.parse(call.input, input));
  return answer;
};

describe.each(Object.entries(situations))('%s', (_name, arrange) => {
  let situation: Situation;
  beforeAll(async () => {
    situation = await arrange(sandbox);
  });
  afterAll(() => situation.close());

  it('input that is not as the contract says reaches no handler', async () => {
    const { served } = situation;
    const any = fc
      .constantFrom(...calls)
      .chain((call) => fc.tuple(fc.constant(call), hostile.get(call)!));
    await fc.assert(
      fc.asyncProperty(any, async ([call, input]) => {
        fc.pre(!v.is(call.input, input));
        const before = served.reached.length;
        const code = codeOf(await invoke(served, call, input));
        // who may not call learns nothing about their input
        expect(code).toBe(mayBeCalled(served, call) ? 'invalidInput' : 'notAllowed');
        expect(served.reached).toHaveLength(before);
      }),
      { seed, numRuns: 100, endOnFailure: true },
    );
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(served.log.text()).not.toContain('ipc.unexpected');
  });

  it('a sender that is not our own page reaches no handler, whatever it sends', async () => {
    const { served, pairingId } = situation;
    const before = served.reached.length;
    for (const call of calls) {
      const [input] = honestInputs(call, pairingId, 1);
      expect(codeOf(await served.invoke(call.channel, input, 'stranger'))).toBe('notAllowed');
    }
    expect(served.reached).toHaveLength(before);
  });

  it('what the hands do not allow does nothing, however well it is asked', async () => {
    const { served, pairingId } = situation;
    const closed = calls.filter((call) => !mayBeCalled(served, call));
    const asked = sandbox.requests.length;
    for (const call of closed)
      for (const input of honestInputs(call, pairingId, 5))
        expect(codeOf(await invoke(served, call, input))).toBe('notAllowed');
    expect(
      served.reached.filter(({ channel }) => closed.some((call) => call.channel === channel)),
    ).toEqual([]);
    expect(sandbox.requests).toHaveLength(asked);
  });

  it('every call, with ids of others and in any order, gives a typed answer', async () => {
    const { served, pairingId } = situation;
    const [order] = fc.sample(fc.shuffledSubarray(calls, { minLength: calls.length }), {
      seed,
      numRuns: 1,
    });
    for (const call of order ?? [])
      for (const input of honestInputs(call, pairingId, 1))
        await invoke(served, call, withCompany(input));
    expect(served.log.text()).not.toContain('ipc.unexpected');
  });
});

describe('after all that', () => {
  it('nothing of somebody else was touched by those who are not operators', () => {
    const alex = sandbox.address.users.find(({ username }) => username === 'alex')!;
    expect(sandbox.devices(alex.id).map(({ id }) => id)).toContain(alexsDevice);
  });
});
