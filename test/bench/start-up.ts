import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { electronArguments } from '../driver/desk-app';
import { proportionalMemory } from './memory';

/** What the window has after it was shown, before its memory is read. */
const settleMs = 3_000;
const limitMs = 60_000;
const patienceMs = 5_000;
const hook = resolve(import.meta.dirname, 'bare/mark-start.cjs');

export interface StartUp {
  /** From the start of the process until the window is shown, in ms. */
  readonly shownMs: number;
  /**
   * Until the window takes clicks: its page is there and was answered by the main process, on which everything that is
   * shown depends; null: there is nothing to click.
   */
  readonly interactiveMs: number | null;
  /** Until the first screen does: a keychain was asked who is signed in. */
  readonly screenMs: number | null;
  /** PSS of all its processes a while later, in MiB. */
  readonly memoryMiB: number;
  /** what the page had loaded by then: addresses */
  readonly pageFiles: readonly string[];
  /** what the main process had loaded when the window was shown: paths */
  readonly mainFiles: readonly string[];
}

export interface App {
  /**
   * Starts it once, measures, and ends it.
   *
   * @param looking notes what the main process loads, which takes time
   */
  measure(looking?: boolean): Promise<StartUp>;
  /** Removes its profile. */
  remove(): void;
}

interface Options {
  readonly electron: string;
  readonly folder: string;
  /** what the app is configured with; null: nothing, it has nothing to click either */
  readonly configuration: object | null;
}

/** An app folder to be measured, with a profile of its own that lasts over all its starts. */
export function createApp({ electron, folder, configuration }: Options): App {
  const profile = mkdtempSync(join(tmpdir(), 'enrollment-desk-bench-'));
  const configurationFile = join(profile, 'configuration.json');
  if (configuration !== null) writeFileSync(configurationFile, JSON.stringify(configuration));
  return {
    measure: async (looking = false) => {
      const startedAt = Date.now();
      const switches = looking ? ['--bench-scripts'] : [];
      const child = spawn(electron, [...electronArguments(), '-r', hook, folder, ...switches], {
        env: {
          ...process.env,
          XDG_CONFIG_HOME: profile,
          ...(configuration !== null && { ENROLLMENT_DESK_CONFIG: configurationFile }),
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const marks = await marksOf(child, configuration !== null);
        await wait(settleMs);
        return {
          shownMs: marks.shown - startedAt,
          interactiveMs: marks.clicks === null ? null : marks.clicks - startedAt,
          screenMs: marks.screen === null ? null : marks.screen - startedAt,
          memoryMiB: proportionalMemory(child.pid ?? 0),
          pageFiles: marks.page,
          mainFiles: marks.scripts,
        };
      } finally {
        await end(child);
      }
    },
    remove: () => {
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

interface Marks {
  readonly shown: number;
  readonly scripts: readonly string[];
  readonly clicks: number | null;
  readonly screen: number | null;
  readonly page: readonly string[];
}

/** What the hook prints, until all of it is there. */
async function marksOf(child: ChildProcess, clickable: boolean): Promise<Marks> {
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const marks = new Map<string, unknown>();
  const wanted = ['SHOWN', 'SCRIPTS', ...(clickable ? ['CLICKS', 'SCREEN', 'PAGE'] : [])];
  try {
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      const [, name, value] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined && wanted.includes(name))
        marks.set(name, JSON.parse(value));
      if (marks.size === wanted.length) break;
    }
  } finally {
    clearTimeout(timer);
    // A full pipe would stop an app that goes on printing.
    child.stdout?.resume();
  }
  if (marks.size < wanted.length)
    throw new Error(
      `The app ended or hung before it showed a window (${child.spawnargs.join(' ')}).`,
    );
  return {
    shown: marks.get('SHOWN') as number,
    scripts: marks.get('SCRIPTS') as readonly string[],
    clicks: (marks.get('CLICKS') ?? null) as number | null,
    screen: (marks.get('SCREEN') ?? null) as number | null,
    page: (marks.get('PAGE') ?? []) as readonly string[],
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(timer);
}
