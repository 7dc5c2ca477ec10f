import type * as perfHooks from 'node:perf_hooks';
import type { Bridge } from '../../shared/ipc/bridge';
import { openStage } from '../tour/stage';
import { proportionalMemory } from './memory';
import { slopeOf } from './statistics';

/** pairings between two looks at the memory */
const between = 25;

export interface ManyPairings {
  /** ms by which the main process came late, 99th percentile, during ten pairings */
  readonly delayMs: number;
  /** MiB before the first pairing, and after every few of them */
  readonly memory: readonly number[];
  /** last to first */
  readonly growth: number;
  /** MiB for a thousand pairings, over the second half */
  readonly slope: number;
}

interface Page {
  readonly desk: Bridge;
  readonly codeFor: (address: string, count: number) => Promise<string>;
}

/**
 * Runs in the page: pairs and proves one e-mail address as the window does, and removes it again. Names no function of its
 * own (see clicks.ts).
 */
const pairOnce = async (address: string): Promise<void> => {
  const { desk, codeFor } = globalThis as unknown as Page;
  let sent = 0;
  await desk.pairing.begin({ replaces: null });
  for (;;) {
    const read = await desk.pairing.read();
    if (!read.ok || read.value === null) throw new Error('the pairing is gone');
    const { id, screen } = read.value;
    if (screen.kind === 'choose') {
      await desk.pairing.act({ pairingId: id, action: { kind: 'choose', type: 'EMAIL' } });
    } else if (screen.kind === 'describe') {
      const details = { type: 'EMAIL' as const, email: address };
      await desk.pairing.act({
        pairingId: id,
        action: { kind: 'describe', details, nickname: '', ownerConfirmed: false },
      });
    } else if (screen.kind === 'code' && screen.problem !== null) {
      throw new Error(screen.problem.code);
    } else if (screen.kind === 'code' && screen.busy === null) {
      sent += 1;
      const code = await codeFor(address, sent);
      await desk.pairing.act({ pairingId: id, action: { kind: 'answer', code } });
    } else if (screen.kind === 'done') {
      if (screen.verdict.kind !== 'proven') throw new Error('it was not proven');
      await desk.pairing.close({ pairingId: id });
      await desk.devices.remove({ deviceId: screen.device.id, lastConfirmed: true });
      return;
    } else if (screen.kind !== 'wait' && screen.kind !== 'code') {
      throw new Error(`nobody expected ${screen.kind}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** Pairs this many e-mail addresses in one run of the app, as fast as it goes. */
export const measurePairings = async (count: number): Promise<ManyPairings> => {
  const stage = await openStage();
  const { app, window, browser, profile, person, sandbox, close } = stage;
  // two for each, all to one person
  sandbox.switches.messagesPerDay = 3 * (count + 11);
  const pid = app.electron.process().pid ?? 0;
  const { page } = window;
  try {
    await page.exposeFunction('codeFor', stage.code);
    await window.startsSignIn();
    await browser.signIn(profile, person);
    await window.sees('Your devices');
    const pair = (number: number) => page.evaluate(pairOnce, `kim.${String(number)}@example.org`);

    // what is loaded and compiled when it is first wanted is no growth
    await pair(0);
    await app.electron.evaluate(() => {
      const { monitorEventLoopDelay } = (
        process as unknown as {
          getBuiltinModule(name: 'node:perf_hooks'): typeof perfHooks;
        }
      ).getBuiltinModule('node:perf_hooks');
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      Object.assign(globalThis, { delay });
    });
    for (let number = 1; number <= 10; number += 1) await pair(number);
    const delayMs = await app.electron.evaluate(() => {
      const delay = Reflect.get(globalThis, 'delay') as perfHooks.IntervalHistogram;
      delay.disable();
      return delay.percentile(99) / 1e6;
    });

    const memory = [proportionalMemory(pid)];
    for (let number = 11; number < count + 11; number += 1) {
      await pair(number);
      if ((number - 10) % between === 0) memory.push(proportionalMemory(pid));
    }
    const half = memory.slice(Math.floor(memory.length / 2));
    return {
      delayMs,
      memory,
      growth: (memory.at(-1) ?? Number.NaN) / (memory[0] ?? Number.NaN),
      slope: slopeOf(half) * (1000 / between),
    };
  } finally {
    await close();
  }
};
