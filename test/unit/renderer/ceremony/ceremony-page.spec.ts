import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CeremonyBridge } from '../../../../renderer/ceremony/bridge';
import { Ceremony } from '../../../../renderer/ceremony/ceremony.svelte';
import CeremonyPage from '../../../../renderer/ceremony/CeremonyPage.svelte';
import type { Key } from '../../../../renderer/ceremony/key';
import { Language } from '../../../../renderer/language.svelte';
import { fail, ok, type Result } from '../../../../shared/result';
import type { Outcome, Task, Work } from '../../../../shared/webauthn/ceremony';
import { anOutcome, aWork } from '../../../fakes/webauthn-work';

/** A key that waits until the test says what it does. */
const createKey = () => {
  const asked: Work[] = [];
  let answer: (outcome: Outcome) => void = () => undefined;
  let refuse: (thrown: unknown) => void = () => undefined;
  let releases = 0;
  const key: Key = {
    use(work) {
      asked.push(work);
      return new Promise((resolve, reject) => {
        answer = resolve;
        refuse = reject;
      });
    },
    release() {
      releases += 1;
    },
  };
  return {
    key,
    asked,
    releases: () => releases,
    answer: (outcome: Outcome) => answer(outcome),
    refuse: (thrown: unknown) => refuse(thrown),
  };
};

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) {
    await Promise.resolve();
    await tick();
  }
};

const open = (changes: Partial<Task> = {}, taken: Result<undefined>[] = []) => {
  const given: Outcome[] = [];
  const bridge: CeremonyBridge = {
    take: () => Promise.resolve(fail({ code: 'notAllowed' })),
    give: (outcome) => {
      given.push(outcome);
      return Promise.resolve(taken.shift() ?? ok(undefined));
    },
  };
  const task: Task = {
    work: aWork('create'),
    relyingParty: 'example.org',
    system: 'linux',
    language: 'en',
    kiosk: false,
    ...changes,
  };
  const hand = createKey();
  const ceremony = new Ceremony(task, bridge, hand.key);
  render(CeremonyPage, { ceremony });
  return { given, hand, ceremony };
};

const start = async (name = 'Pair it now'): Promise<void> => {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
};
const spoken = (): string => screen.getByRole('status').textContent;

describe('the page of a ceremony', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    new Language(['en']).reset();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    new Language([]).reset();
  });

  it('names the relying party, says what will happen, and waits for the person', async () => {
    const { hand } = open();
    await settled();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Pair your security key or passkey',
    );
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(document.title).toBe('Pair your security key or passkey – Enrollment Desk');
    expect(screen.getByText(/^This pairs it with example\.org\./)).toBeTruthy();
    expect(screen.getByText(/cannot be asked for its PIN here/)).toBeTruthy();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(hand.asked).toEqual([]);
  });

  it('asks for the same key again when it has to sign', async () => {
    const { hand } = open({ work: aWork('get') });
    expect(screen.getByText(/the very key or passkey that you paired/)).toBeTruthy();
    await start('Use it now');
    expect(hand.asked).toMatchObject([{ purpose: 'get' }]);
  });

  it.each([
    ['windows', /^Windows opens a window of its own/, null],
    ['macos', /^Plug the key in/, /passkeys of this Mac cannot be used here/],
    ['linux', /^Plug the key in/, /cannot be asked for its PIN here, and may refuse\.$/],
  ] as const)('says on %s what the system does, and what it cannot', (system, does, cannot) => {
    open({ system });
    expect(screen.getByText(does)).toBeTruthy();
    expect(screen.queryByText(cannot ?? /PIN here/) === null).toBe(cannot === null);
  });

  it('counts the time that is left, and speaks of it near the end only', async () => {
    open();
    await start();
    expect(screen.getByText('2 min 0 s left')).toBeTruthy();
    expect(spoken()).toBe('Waiting for your key. Touch it when it blinks.');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.getByText('1 min 0 s left')).toBeTruthy();
    expect(spoken()).toBe('Waiting for your key. Touch it when it blinks.');
    await vi.advanceTimersByTimeAsync(52_000);
    expect(spoken()).toBe('10 seconds left.');
  });

  it('gives the answer away', async () => {
    const { given, hand } = open();
    await start();
    hand.answer(anOutcome);
    await settled();
    expect(given).toEqual([anOutcome]);
  });

  it('asks the key once, however often it is started', async () => {
    const { given, hand, ceremony } = open();
    await start();
    await start();
    void ceremony.start();
    expect(hand.asked).toHaveLength(1);
    // what was the button is not Cancel now
    expect(given).toEqual([]);
  });

  it('says what WebAuthn called the failure, and how long it took', async () => {
    const { given, hand } = open();
    await start();
    await vi.advanceTimersByTimeAsync(2_000);
    hand.refuse(new DOMException('secret words of a browser', 'NotAllowedError'));
    await settled();
    expect(given).toEqual([
      { outcome: 'failed', name: 'NotAllowedError', code: null, after: expect.any(Number) },
    ]);
    expect((given[0] as { after: number }).after).toBeGreaterThanOrEqual(2_000);
    expect(JSON.stringify(given)).not.toContain('secret');
  });

  it('lets go of a key for which the browser waits too long', async () => {
    const { hand } = open();
    await start();
    await vi.advanceTimersByTimeAsync(120_500);
    expect(hand.releases()).toBe(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(hand.releases()).toBe(1);
  });

  it.each([
    ['before it began', false],
    ['while the key is waited for', true],
  ])('is cancelled by its button, %s', async (_name, begun) => {
    const { given, hand } = open();
    if (begun) await start();
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(given).toEqual([{ outcome: 'cancelled' }]);
    expect(hand.releases()).toBe(1);
    // what the key says to that is no second word
    hand.refuse(new DOMException('', 'AbortError'));
    await settled();
    expect(given).toHaveLength(1);
  });

  it('is cancelled by Escape', async () => {
    const { given } = open();
    await fireEvent.keyDown(document.body, { key: 'Enter' });
    expect(given).toEqual([]);
    await fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(given).toEqual([{ outcome: 'cancelled' }]);
  });

  it('says so when its answer was not taken, so that nobody waits', async () => {
    const { given, hand } = open({}, [fail({ code: 'invalidInput', fields: [] })]);
    await start();
    hand.answer(anOutcome);
    await settled();
    expect(given).toMatchObject([{ outcome: 'created' }, { outcome: 'failed', name: 'Error' }]);
  });

  it('says so when something is wrong with itself', () => {
    const { given, ceremony } = open();
    ceremony.break();
    expect(given).toMatchObject([{ outcome: 'failed', name: 'Error' }]);
  });

  it('speaks the language of the main window', () => {
    new Language(['de']);
    open({ language: 'de' });
    expect(screen.getByRole('button', { name: 'Jetzt koppeln' })).toBeTruthy();
    expect(screen.getByText(/^Er wird mit example\.org gekoppelt/)).toBeTruthy();
  });
});
