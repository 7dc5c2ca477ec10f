import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceMemory, RememberedDevice } from '../../../../electron/devices/memory';
import type { JournalEntry } from '../../../../electron/journal/entry';
import type { Journal } from '../../../../electron/journal/journal';
import { createPairingRunner, type PairingRunner } from '../../../../electron/pairing/runner';
import type { SeenAuthentication } from '../../../../shared/pairing/event';
import { fail, ok } from '../../../../shared/result';
import { createFakeEffects, type Asked, type FakeEffects } from '../../../fakes/fake-effects';
import { createFakeLog, type FakeLog } from '../../../fakes/fake-log';
import { facts } from '../../shared/pairing/arbitraries';
import { noDetails } from '../../shared/pairing/world';

const deviceId = 'c0ffee00-1111-4222-8333-444455556666';
const attestation = 'attestation-marker';

const active = {
  kind: 'seen',
  device: {
    id: deviceId,
    status: 'active',
    locked: false,
    lockedUntil: null,
    description: 'macOS 15.7.3',
  },
} as const;

const authentication = (status: SeenAuthentication['status'], prompt: string | null = null) =>
  ({
    kind: 'authentication',
    authentication: {
      id: 'da-1',
      status,
      selectedDeviceId: deviceId,
      prompt: prompt === null ? null : ({ kind: 'desktopAgent', options: prompt } as const),
      offered: [],
      error: null,
      reference: 'corr-1',
    },
  }) as const;

let fake: FakeEffects;
let log: FakeLog;
let journalled: JournalEntry[];
let closed: string[];
let released: string[];
let diskFull: boolean;
let remembered: Map<string, Partial<RememberedDevice>>;
let states: string[];
let now: number;
let runner: PairingRunner;

beforeEach(() => {
  fake = createFakeEffects();
  log = createFakeLog();
  journalled = [];
  closed = [];
  released = [];
  states = [];
  now = 5_000;
  diskFull = false;
  remembered = new Map();
  const journal: Journal = {
    record: (entry) => {
      if (diskFull) return Promise.resolve(fail({ code: 'journalNotWritten' }));
      journalled.push(entry);
      return Promise.resolve(ok(undefined));
    },
    close(id) {
      closed.push(id);
      return Promise.resolve(ok(undefined));
    },
    release: (id) => void released.push(id),
    open: () => Promise.resolve([]),
    unreadable: () => Promise.resolve(0),
    watch: () => () => undefined,
  };
  const memory: DeviceMemory = {
    recall: () => Promise.resolve(new Map()),
    remember: (id, change) =>
      Promise.resolve(void remembered.set(id, { ...remembered.get(id), ...change })),
    forget: () => Promise.resolve(),
  };
  let ids = 0;
  runner = createPairingRunner({
    environmentId: 'env',
    effects: fake.effects,
    journal,
    memory,
    now: () => now,
    newId: () => `id-${String((ids += 1))}`,
    log,
    onChange: () => undefined,
    onState: (state) => void states.push(state.name),
  });
});

const screen = () => runner.view()?.screen.kind;
const id = () => runner.view()?.id ?? '';
const act = (action: Parameters<PairingRunner['act']>[1]) => runner.act(id(), action);

const describeEmail = async (): Promise<Asked> => {
  runner.begin(facts);
  act({ kind: 'choose', type: 'EMAIL' });
  (await fake.next()).answer({
    kind: 'checked',
    report: {
      knownDeviceIds: ['older'],
      agentOwnerUnknown: false,
      namesTaken: [],
      contactsTaken: [],
      route: null,
    },
  });
  await vi.waitFor(() => expect(screen()).toBe('describe'));
  act({
    kind: 'describe',
    details: { type: 'EMAIL', email: 'kim@example.org' },
    nickname: 'Mail',
    ownerConfirmed: false,
  });
  return fake.next();
};

const describeDesktop = async (): Promise<Asked> => {
  runner.begin(facts);
  act({ kind: 'choose', type: 'PINGID_DESKTOP_GEN2' });
  (await fake.next()).answer({
    kind: 'checked',
    report: {
      knownDeviceIds: [],
      agentOwnerUnknown: false,
      namesTaken: [],
      contactsTaken: [],
      route: null,
    },
  });
  await vi.waitFor(() => expect(screen()).toBe('describe'));
  act({
    kind: 'describe',
    details: { type: 'PINGID_DESKTOP_GEN2' },
    nickname: '',
    ownerConfirmed: false,
  });
  return fake.next();
};

const waitForCode = async (): Promise<void> => {
  (await describeEmail()).answer({ kind: 'created', deviceId, ...noDetails });
  await vi.waitFor(() => expect(screen()).toBe('code'));
};

describe('the pairing runner', () => {
  it('takes an e-mail address all the way to proven', async () => {
    await waitForCode();
    act({ kind: 'answer', code: '012345' });
    const activate = await fake.next();
    expect(activate.secret).toBe('012345');
    activate.answer(active);
    (await fake.next()).answer(authentication('OTP_REQUIRED'));
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({ kind: 'code', purpose: 'prove' }),
    );
    act({ kind: 'answer', code: '678901' });
    (await fake.next()).answer(authentication('COMPLETED'));
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({ verdict: { kind: 'proven' } }),
    );
    expect(remembered.get(deviceId)).toEqual({
      proof: { at: 5_000, authenticationId: 'da-1', reference: 'corr-1' },
    });
  });

  it('forgets the key of an authenticator app as soon as the app has shown that it has it', async () => {
    runner.begin(facts);
    act({ kind: 'choose', type: 'TOTP' });
    (await fake.next()).answer({
      kind: 'checked',
      report: {
        knownDeviceIds: [],
        agentOwnerUnknown: false,
        namesTaken: [],
        contactsTaken: [],
        route: null,
      },
    });
    await vi.waitFor(() => expect(screen()).toBe('describe'));
    act({ kind: 'describe', details: { type: 'TOTP' }, nickname: '', ownerConfirmed: false });
    const create = await fake.next();
    const secret = create.keep('otpauth-key');
    create.answer({ kind: 'created', deviceId, ...noDetails, secret });
    await vi.waitFor(() => expect(screen()).toBe('app'));
    expect(runner.key(id())).toMatchObject({ ok: true, value: 'otpauth-key' });
    act({ kind: 'answer', code: '012345' });
    const activate = await fake.next();
    expect(activate.read(secret)).toBe('otpauth-key');
    activate.answer(active);
    await fake.next();
    expect(activate.read(secret)).toBeNull();
    expect(runner.key(id())).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
  });

  it('flushes to the journal before it sends, and writes down what came of it', async () => {
    const create = await describeEmail();
    expect(journalled).toEqual([
      expect.objectContaining({
        change: 'pair',
        step: 'create',
        outcome: 'sent',
        deviceId: null,
        knownDeviceIds: ['older'],
        maskedTarget: 'k****@example.org',
        actorId: 'kim',
      }),
    ]);
    expect(create.transactionId).toBe(journalled[0]?.transactionId);
    create.answer({ kind: 'created', deviceId, ...noDetails });
    await vi.waitFor(() =>
      expect(journalled.at(-1)).toMatchObject({ outcome: 'confirmed', deviceId }),
    );
  });

  // seen failing where a change is sent whether its entry could be written or not
  it('[fault 60] sends no change that it could not journal', async () => {
    diskFull = true;
    void describeEmail().catch(() => undefined);
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({
        kind: 'describe',
        problem: { code: 'journalNotWritten' },
      }),
    );
    expect(fake.asked.map(({ command }) => command.kind)).toEqual(['check']);
  });

  it('closes the entry once nothing is left to settle, and keeps it while something is', async () => {
    await waitForCode();
    expect(closed).toEqual([]);
    act({ kind: 'leave' });
    (await fake.next()).answer({ kind: 'gone' });
    await vi.waitFor(() => expect(screen()).toBe('abandoned'));
    expect(closed).toEqual([id()]);
  });

  it('keeps the entry when the device could not be removed', async () => {
    await waitForCode();
    act({ kind: 'leave' });
    (await fake.next()).answer({ kind: 'failed', error: { code: 'offline' } });
    await vi.waitFor(() => expect(runner.view()?.screen).toMatchObject({ left: { id: deviceId } }));
    expect(closed).toEqual([]);
  });

  it('stops waiting for the desktop agent the moment the person stops it, and removes the pending device', async () => {
    const create = await describeDesktop();
    create.answer({
      kind: 'created',
      deviceId,
      ...noDetails,
      secret: create.keep('options-marker'),
    });
    const ask = await fake.next();
    expect(ask.secret).toBe('options-marker');
    act({ kind: 'leave' });
    expect(ask.signal.aborted).toBe(true);
    const remove = await fake.next();
    expect(remove.command).toMatchObject({ kind: 'remove', deviceId });
    ask.answer({ kind: 'answered', response: ask.keep(attestation) });
    remove.answer({ kind: 'gone' });
    await vi.waitFor(() => expect(screen()).toBe('abandoned'));
    expect(fake.asked.map(({ command }) => command.kind)).toEqual([
      'check',
      'create',
      'askAgent',
      'remove',
    ]);
  });

  it('sends the same attestation when the person tries again after PingOne could not be reached', async () => {
    const create = await describeDesktop();
    create.answer({ kind: 'created', deviceId, ...noDetails, secret: create.keep('options') });
    const ask = await fake.next();
    ask.answer({ kind: 'answered', response: ask.keep(attestation) });
    (await fake.next()).answer({ kind: 'failed', error: { code: 'offline' } });
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({ kind: 'failed', left: 'pending' }),
    );
    act({ kind: 'retry' });
    const again = await fake.next();
    expect(again.command.kind).toBe('activate');
    expect(again.secret).toBe(attestation);
  });

  it('removes a device whose relying party is not the configured one, before the agent is asked', async () => {
    const create = await describeDesktop();
    create.answer({
      kind: 'created',
      deviceId,
      ...noDetails,
      secret: create.keep('options'),
      objection: { code: 'relyingPartyMismatch', expected: 'other.example' },
    });
    const remove = await fake.next();
    expect(remove.command).toMatchObject({ kind: 'remove', deviceId });
    remove.answer({ kind: 'gone' });
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({
        kind: 'failed',
        error: { code: 'relyingPartyMismatch' },
        left: 'nothing',
      }),
    );
  });

  it('looks before it decides when a create ended in a bug of ours', async () => {
    (await describeEmail()).crash(new Error('a bug'));
    expect((await fake.next()).command.kind).toBe('findCreated');
  });

  it('lets a create that is under way end, then removes what it made', async () => {
    const create = await describeEmail();
    act({ kind: 'leave' });
    expect(create.signal.aborted).toBe(false);
    create.answer({ kind: 'created', deviceId, ...noDetails });
    expect((await fake.next()).command).toMatchObject({ kind: 'remove', deviceId });
  });

  it('holds no code in what the window sees, the journal or the log', async () => {
    await waitForCode();
    act({ kind: 'answer', code: '0483920' });
    await fake.next();
    expect(JSON.stringify([runner.view(), journalled]) + log.text()).not.toContain('0483920');
  });

  it('forgets its secrets when the pairing is over', async () => {
    await waitForCode();
    act({ kind: 'answer', code: '0483920' });
    const activate = await fake.next();
    activate.answer({ kind: 'gone' });
    await vi.waitFor(() => expect(screen()).toBe('failed'));
    const handle = activate.command.kind === 'activate' ? activate.command.response : '';
    expect(activate.secret).toBe('0483920');
    expect(activate.read(handle)).toBeNull();
  });

  it('turns a bug in an effect into a reference number and goes on', async () => {
    runner.begin(facts);
    act({ kind: 'choose', type: 'EMAIL' });
    (await fake.next()).crash(new Error('a bug'));
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({
        kind: 'failed',
        error: { code: 'unexpected' },
      }),
    );
    expect(log.text()).toContain('a bug');
  });

  it('refuses what is not allowed now, and what belongs to another pairing', () => {
    runner.begin(facts);
    expect(act({ kind: 'resend' })).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
    expect(runner.act('another', { kind: 'leave' })).toMatchObject({ ok: false });
    expect(runner.begin(facts)).toMatchObject({ ok: false });
    expect(runner.close(id())).toMatchObject({ ok: false });
  });

  it('drops everything when the session is over, and leaves the journal to be settled', async () => {
    await waitForCode();
    runner.drop();
    expect(runner.view()).toBeNull();
    expect(closed).toEqual([]);
    expect(released).toEqual([journalled[0]?.id]);
  });

  it('tells of every state it comes to', async () => {
    await describeEmail();
    expect(states).toEqual(['choosing', 'checking', 'describing', 'creating']);
  });

  it('leaves what is going on, and says when that is done', async () => {
    const create = await describeEmail();
    let left = false;
    const leaving = runner.leave().then(() => {
      left = true;
    });
    // the outcome decides what has to be cleaned up
    create.answer({ kind: 'created', deviceId, ...noDetails });
    const removal = await fake.next();
    expect(removal.command).toMatchObject({ kind: 'remove' });
    expect(left).toBe(false);
    removal.answer({ kind: 'gone' });
    await leaving;
    expect(states.at(-1)).toBe('abandoned');
    await runner.leave();
  });

  it('keeps nobody waiting for the end of a pairing that is dropped', async () => {
    await describeEmail();
    const leaving = runner.leave();
    runner.drop();
    await leaving;
    expect(runner.view()).toBeNull();
  });
});

describe('when the computer has slept while PingID Desktop was waited for', () => {
  const seen = (status: 'active' | 'pending') =>
    ({ ...active, device: { ...active.device, status } }) as const;
  /** Until the person is asked; then the lid is closed for so many milliseconds. */
  const sleepsFor = async (milliseconds: number): Promise<{ ask: Asked; look: Asked }> => {
    const create = await describeDesktop();
    create.answer({ kind: 'created', deviceId, ...noDetails, secret: create.keep('options') });
    const ask = await fake.next();
    now += milliseconds;
    runner.woke();
    return { ask, look: await fake.next() };
  };

  // all four were seen to fail with a `woke` that does nothing, and each without its own branch
  it('[fault 29, 52] reads the device first: deleted meanwhile, it says so and asks nobody any more', async () => {
    const { ask, look } = await sleepsFor(1_000);
    expect(look.command).toMatchObject({ kind: 'readDevice', deviceId });
    look.answer({ kind: 'gone' });
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({
        kind: 'failed',
        error: { code: 'deviceGone' },
        left: 'nothing',
      }),
    );
    expect(ask.signal.aborted).toBe(true);
    expect(closed).toEqual([id()]);
  });

  it('[fault 52] a device that is active by now is proven', async () => {
    const { look } = await sleepsFor(1_000);
    look.answer(seen('active'));
    expect((await fake.next()).command.kind).toBe('beginAuthentication');
  });

  it('[fault 52, 69] longer than the answer may take: the device is removed, and the reason said', async () => {
    const { ask, look } = await sleepsFor(180_000);
    look.answer(seen('pending'));
    const remove = await fake.next();
    expect(remove.command).toMatchObject({ kind: 'remove', deviceId });
    expect(ask.signal.aborted).toBe(true);
    remove.answer({ kind: 'gone' });
    await vi.waitFor(() =>
      expect(runner.view()?.screen).toMatchObject({ error: { code: 'agentTimedOut' } }),
    );
  });

  it.each([seen('pending'), { kind: 'failed', error: { code: 'offline' } } as const])(
    '[fault 52] for a moment: the answer is waited for as before, whatever can be read (%#)',
    async (read) => {
      const { ask, look } = await sleepsFor(1_000);
      look.answer(read);
      await vi.waitFor(() => expect(screen()).toBe('agent'));
      expect(ask.signal.aborted).toBe(false);
      ask.answer({ kind: 'answered', response: ask.keep(attestation) });
      expect((await fake.next()).command.kind).toBe('activate');
    },
  );

  it('an answer that comes during that look counts more', async () => {
    const { ask, look } = await sleepsFor(180_000);
    ask.answer({ kind: 'answered', response: ask.keep(attestation) });
    expect((await fake.next()).command.kind).toBe('activate');
    look.answer({ kind: 'gone' });
    await Promise.resolve();
    expect(screen()).toBe('agent');
  });

  it('looks at nothing where nothing waits', () => {
    runner.woke();
    runner.begin(facts);
    runner.woke();
    expect(fake.asked).toEqual([]);
    expect(screen()).toBe('choose');
  });
});
