import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { proportionalMemory } from './memory';

/** What the window has after it was shown, before its memory is read. */
const settleMs = 2_000;
const limitMs = 30_000;
const patienceMs = 5_000;
const hook = resolve(import.meta.dirname, 'bare/mark-shown.cjs');

export interface StartUp {
  /** From the start of the process to `ready-to-show`, in ms. */
  readonly shownMs: number;
  /** PSS of all its processes two seconds later, in MiB. */
  readonly memoryMiB: number;
}

export interface App {
  /** Starts it once, measures, and ends it. */
  measure(): Promise<StartUp>;
  /** Removes its profile. */
  remove(): void;
}

/** An app folder to be measured, with a profile of its own that lasts over all its starts. */
export function createApp(electron: string, folder: string): App {
  const profile = mkdtempSync(join(tmpdir(), 'enrollment-desk-bench-'));
  const switches = (process.env.ENROLLMENT_DESK_ELECTRON_ARGS ?? '').split(' ').filter(Boolean);
  return {
    measure: async () => {
      const startedAt = Date.now();
      const child = spawn(electron, [...switches, '-r', hook, folder], {
        env: { ...process.env, XDG_CONFIG_HOME: profile },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const shownMs = (await shownAt(child)) - startedAt;
        await wait(settleMs);
        return { shownMs, memoryMiB: proportionalMemory(child.pid ?? 0) };
      } finally {
        await end(child);
      }
    },
    remove: () => {
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** When the first window could be shown, in ms since the epoch. */
async function shownAt(child: ChildProcess): Promise<number> {
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      const mark = /^SHOWN (\d+)$/.exec(line)?.[1];
      if (mark !== undefined) return Number(mark);
    }
  } finally {
    clearTimeout(timer);
    // A full pipe would stop an app that goes on printing.
    child.stdout?.resume();
  }
  throw new Error(
    `The app ended or hung before it showed a window (${child.spawnargs.join(' ')}).`,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(timer);
}
