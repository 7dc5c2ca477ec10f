import { describe, expect, it } from 'vitest';
import { createCeremony, type Conversation } from '../../../../electron/webauthn/ceremony';
import { fail } from '../../../../shared/result';
import type { Purpose } from '../../../../shared/webauthn/ceremony';
import { createFakeLog } from '../../../fakes/fake-log';
import { aRelyingParty, creationOptions, requestOptions } from '../../../fakes/webauthn-options';
import { aCreation, aFailure, aSignature } from '../../../fakes/webauthn-outcomes';

interface Opened {
  readonly origin: string;
  readonly page: Conversation;
  closed: boolean;
}

/** A ceremony whose windows are played by the test. */
const setUp = ({ platform = 'linux', kiosk = false } = {}) => {
  const windows: Opened[] = [];
  const log = createFakeLog();
  const ceremony = createCeremony({
    open(origin, page) {
      const opened: Opened = { origin, page, closed: false };
      windows.push(opened);
      return { close: () => void (opened.closed = true) };
    },
    platform,
    language: () => 'de',
    isKiosk: () => kiosk,
    log,
    newReference: () => 'reference-1',
  });
  const controller = new AbortController();
  const run = (
    purpose: Purpose,
    changes: Record<string, unknown> = {},
    relyingParty = aRelyingParty,
  ) =>
    ceremony.run(
      {
        purpose,
        options: JSON.stringify(
          purpose === 'create' ? creationOptions(changes) : requestOptions(changes),
        ),
        relyingParty,
      },
      controller.signal,
    );
  return { run, windows, log, controller, only: (): Opened => windows[0]! };
};

const cancelled = fail({ code: 'cancelled' });
const unexpected = fail({ code: 'unexpected', reference: 'reference-1' });

describe('a ceremony', () => {
  it('tells its page what to do, once, and closes the window with the answer', async () => {
    const { run, windows, only } = setUp();
    const result = run('create');
    expect(windows).toMatchObject([{ origin: 'https://login.example.org', closed: false }]);
    expect(only().page.take()).toMatchObject({
      work: { purpose: 'create', options: { rp: { id: 'example.org' } } },
      relyingParty: 'example.org',
      system: 'linux',
      language: 'de',
      kiosk: false,
    });
    only().page.give(aCreation());
    expect(await result).toMatchObject({ ok: true });
    expect(only().closed).toBe(true);
  });

  it('has a credential sign', async () => {
    const { run, only } = setUp();
    const result = run('get');
    only().page.take();
    only().page.give(aSignature());
    expect(await result).toMatchObject({ ok: true });
  });

  it.each([
    ['win32', 'windows'],
    ['darwin', 'macos'],
    ['linux', 'linux'],
  ])('says on %s what %s does', (platform, system) => {
    const { run, only } = setUp({ platform, kiosk: true });
    void run('create');
    expect(only().page.take()).toMatchObject({ system, kiosk: true });
  });

  it('stands at the origin as a browser writes it', async () => {
    const { run, only } = setUp();
    const result = run(
      'create',
      {},
      { id: 'Example.org', origin: 'https://Login.example.org:443' },
    );
    expect(only().origin).toBe('https://login.example.org');
    only().page.give(aCreation());
    expect(await result).toMatchObject({ ok: true });
  });

  it.each([
    ['elsewhere', 'https://login.example.com'],
    ['at a name that only ends like it', 'https://notexample.org'],
    ['without https', 'http://localhost:8080'],
    ['with a path', 'https://login.example.org/path'],
    ['that is none', 'login.example.org'],
  ])('takes place at no origin %s', async (_name, origin) => {
    const { run, windows } = setUp();
    const id = origin.startsWith('http://localhost') ? 'localhost' : 'example.org';
    expect(await run('create', {}, { id, origin })).toEqual(fail({ code: 'relyingPartyRefused' }));
    expect(windows).toEqual([]);
  });

  it('opens no window for options that cannot be used', async () => {
    const { run, windows } = setUp();
    expect(await run('create', { challenge: [] })).toEqual(fail({ code: 'optionsUnreadable' }));
    expect(await run('get', { rpId: 'example.com' })).toEqual(
      fail({ code: 'relyingPartyMismatch', expected: 'example.com' }),
    );
    expect(windows).toEqual([]);
  });

  it('ends when the person cancels, or closes the window', async () => {
    const { run, windows } = setUp();
    const first = run('create');
    windows[0]!.page.give({ outcome: 'cancelled' });
    expect(await first).toEqual(cancelled);
    const second = run('create');
    windows[1]!.page.gone('closed');
    expect(await second).toEqual(cancelled);
    expect(windows.map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('ends when it is aborted, and takes its window with it', async () => {
    const { run, only, controller } = setUp();
    const result = run('create');
    controller.abort();
    expect(await result).toEqual(cancelled);
    expect(only().closed).toBe(true);
  });

  it('does not begin when it was aborted before', async () => {
    const { run, windows, controller } = setUp();
    controller.abort();
    expect(await run('create')).toEqual(cancelled);
    expect(windows).toEqual([]);
  });

  it('ends with a reference when its page came to harm', async () => {
    const { run, only, log } = setUp();
    const result = run('create');
    only().page.gone('broken');
    expect(await result).toEqual(unexpected);
    expect(log.text()).toContain('ceremony.broken {"reference":"reference-1"}');
  });

  it('tells its options to nobody else: a second asking ends it', async () => {
    const { run, only } = setUp();
    const result = run('create');
    expect(only().page.take()).not.toBeNull();
    expect(only().page.take()).toBeNull();
    expect(await result).toEqual(unexpected);
    expect(only().closed).toBe(true);
  });

  it('is one at a time, and the one that runs goes on', async () => {
    const { run, windows } = setUp();
    const first = run('create');
    expect(await run('create')).toEqual(unexpected);
    expect(windows).toHaveLength(1);
    windows[0]!.page.give(aCreation());
    expect(await first).toMatchObject({ ok: true });
    void run('create');
    expect(windows).toHaveLength(2);
  });

  it('hears the first word only', async () => {
    const { run, only, controller } = setUp();
    const result = run('create');
    only().page.give(aCreation());
    only().page.give({ outcome: 'cancelled' });
    controller.abort();
    expect(await result).toMatchObject({ ok: true });
  });

  it.each([
    ['an answer to something else', aCreation({ challenge: 'AAAA' })],
    ['an answer of the other kind', aSignature()],
    ['a mistake of the page', aFailure('TypeError')],
  ])('gives a reference for %s', async (_name, outcome) => {
    const { run, only } = setUp();
    const result = run('create');
    only().page.give(outcome);
    expect(await result).toEqual(unexpected);
  });

  it('says what kind of failure it was', async () => {
    const { run, only } = setUp();
    const result = run('create');
    only().page.give(aFailure('InvalidStateError', 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'));
    expect(await result).toEqual(fail({ code: 'keyAlreadyPaired' }));
  });

  it('counts the time that PingOne gave the person', async () => {
    const { run, windows } = setUp();
    const first = run('get', { timeout: 20_000 });
    windows[0]!.page.give(aFailure('NotAllowedError', null, 20_000));
    expect(await first).toEqual(fail({ code: 'keyTimedOut' }));
    const second = run('get', { timeout: 30_000 });
    windows[1]!.page.give(aFailure('NotAllowedError', null, 20_000));
    expect(await second).toEqual(fail({ code: 'keyNotAnswered' }));
  });

  it('logs nothing of what it was given', async () => {
    const { run, only, log } = setUp();
    const result = run('create');
    only().page.take();
    only().page.give(aFailure('NotAllowedError'));
    await result;
    expect(log.text()).toBe(
      'ceremony.failed {"purpose":"create","name":"NotAllowedError","code":null}',
    );
  });
});
