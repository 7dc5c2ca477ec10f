import * as v from 'valibot';
import { expect, vi } from 'vitest';
import type { Fetch } from '../../../../electron/http/request';
import type { Journal } from '../../../../electron/journal/journal';
import type { KioskPorts } from '../../../../electron/kiosk/kiosk';
import { recordEntrySchema, type RecordEntry } from '../../../../electron/record/entry';
import type { Configuration } from '../../../../shared/configuration';
import type { Details } from '../../../../shared/devices/catalog';
import type { KioskView } from '../../../../shared/kiosk/view';
import type { Result } from '../../../../shared/result';
import { fail, ok } from '../../../../shared/result';
import { sleep } from '../../../../electron/sleep';
import type { Ceremony } from '../../../../electron/webauthn/ceremony';
import type { Sandbox } from '../../../sandbox';
import { createWholeDesk } from '../whole-desk';

export const pin = '4711';

export interface KioskOptions {
  readonly changes?: Partial<Configuration>;
  readonly username?: string;
  /** the shift has begun, and the first person can be found */
  readonly begun?: boolean;
  /** what stands between the desk and PingOne */
  readonly fetch?: Fetch;
  /** whoever holds the security key */
  readonly ceremony?: Ceremony;
  /** what an earlier shift has written down */
  readonly journal?: Journal;
}

/** The whole main process of a kiosk in plain Node: an operator is signed in, and time is a matter of calling it. */
export const createWholeKiosk = async (sandbox: Sandbox, options: KioskOptions = {}) => {
  const { username = 'morgan', begun = true, changes = {} } = options;
  const lines: RecordEntry[] = [];
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const world = {
    recordWorks: true,
    recordState: 'good' as Awaited<ReturnType<KioskPorts['record']['open']>>,
    windowsCleaned: 0,
    clipboardsCleaned: 0,
    quit: 0,
    now: 0,
  };
  let shown: KioskView | null = null;
  const views: (KioskView | null)[] = [];

  const ports: KioskPorts = {
    record: {
      open: () => Promise.resolve(world.recordState),
      append(entry) {
        // the real one refuses what does not fit, as it refuses a full disk
        v.parse(recordEntrySchema, entry);
        if (!world.recordWorks) return Promise.resolve(fail({ code: 'recordNotWritten' }));
        lines.push(entry);
        return Promise.resolve(ok(undefined));
      },
    },
    after(delay, run) {
      const timer = { at: world.now + delay, run };
      timers.add(timer);
      // what is waited for in the course of an answer goes by itself
      const real = delay <= 2_000 ? setTimeout(fire, delay, timer) : undefined;
      return () => {
        clearTimeout(real);
        timers.delete(timer);
      };
    },
    wipe: {
      window() {
        world.windowsCleaned += 1;
        return Promise.resolve({ window: true, storage: true, downloads: true });
      },
      clipboard() {
        world.clipboardsCleaned += 1;
        return Promise.resolve(true);
      },
    },
    noteCopy: () => Promise.resolve(),
    quit: () => {
      world.quit += 1;
    },
  };
  const fire = (timer: { readonly run: () => void }): void => {
    if (timers.delete(timer as never)) timer.run();
  };

  const whole = await createWholeDesk(sandbox, {
    username,
    changes: {
      mode: 'kiosk',
      operatorClientId: sandbox.address.operatorClientId,
      idleSeconds: 120,
      ...changes,
    },
    ports: {
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      ...(options.journal === undefined ? {} : { journal: options.journal }),
      ...(options.ceremony === undefined ? {} : { ceremony: options.ceremony }),
      // looks at a phone follow each other as they do, only faster
      sleep: (milliseconds, signal) => sleep(milliseconds / 20, signal),
      kiosk: ports,
      onKiosk: (view) => {
        shown = view;
        views.push(view);
      },
    },
  });
  await vi.waitFor(() => expect(shown?.stage.name).toBe('opening'), { timeout: 5_000 });
  const kiosk = whole.desk.kiosk()!;

  const done = async (call: Promise<Result<unknown>> | Result<unknown>): Promise<void> => {
    const result = await call;
    if (!result.ok) throw new Error(result.error.code);
  };
  if (begun) await done(kiosk.begin(pin));
  const user = (name: string) => sandbox.address.users.find(({ username: own }) => own === name)!;

  const serves = async (name: string): Promise<void> => {
    await done(kiosk.open(user(name).id));
    await done(kiosk.identify('badge'));
  };
  /** Up to the question whether it is them. */
  const asks = async (details: Details): Promise<Result<undefined>> => {
    await done(whole.desk.begin(null));
    whole.act({ kind: 'choose', type: details.type });
    await whole.sees('describe');
    return kiosk.handOver({ kind: 'pair', details, nickname: '', ownerConfirmed: false });
  };

  return {
    ...whole,
    kiosk,
    world,
    lines,
    views,
    user,
    done,
    serves,
    asks,
    shift: () => shown!,
    actions: () => lines.map(({ action }) => action),
    /** From the person's page to the first code, in their own hands. */
    async handsOver(details: Details) {
      await done(asks(details));
      await done(kiosk.confirm());
    },
    /** Lets this much time go by without anybody, in milliseconds. */
    passes(milliseconds: number) {
      const until = world.now + milliseconds;
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        world.now = next.at;
        fire(next);
      }
      world.now = until;
    },
  };
};

export type WholeKiosk = Awaited<ReturnType<typeof createWholeKiosk>>;
