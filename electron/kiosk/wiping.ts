import { wipeParts, type WipePart, type WipeReport } from '../../shared/kiosk/view';
import { elapsed } from '../elapsed';
import type { PairingRunner } from '../pairing/runner';
import type { Note } from './notes';
import type { ShiftState } from './shift';

/** What only Electron can clean: each answers whether it was seen to be clean afterwards. */
export interface WipePorts {
  /** The page is loaded anew; title and history are those of a fresh window; no storage, no download. */
  readonly window: () => Promise<Readonly<Record<'window' | 'storage' | 'downloads', boolean>>>;
  /** What this program has put on the clipboard, or the person has copied from its window, is not there any more. */
  readonly clipboard: () => Promise<boolean>;
}

export interface WipingDependencies {
  readonly state: ShiftState;
  readonly runner: PairingRunner;
  readonly note: Note;
  readonly ports: WipePorts;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Removes at PingOne what pairings of this operator have left pending; whether nothing is left. */
  readonly settle: () => Promise<boolean>;
}

/** Milliseconds that PingOne may take to remove a pending device before the desk goes on without waiting for it. */
const patience = 600;
/** Milliseconds after which a device that was being created when nobody waited any more shows up in a list. */
const settlingTime = 2_000;

export interface Wiping {
  /** Puts the person away: their pairing, what is known of them, the page, the clipboard. */
  readonly wipe: (why: WipeReport['why']) => Promise<WipeReport>;
}

export const createWiping = (dependencies: WipingDependencies): Wiping => {
  const { state, runner, note, ports, now, sleep, settle } = dependencies;

  type PairingLeft = 'clean' | 'pending' | 'failed';

  /** `pending`: PingOne is slow, and it is seen to behind the scenes. */
  const leavePairing = async (): Promise<PairingLeft> => {
    if (runner.view() === null) return 'clean';
    const late = sleep(patience).then(() => 'late' as const);
    const left = await Promise.race([runner.leave(), late]);
    runner.drop();
    // what was being created may not show yet: to settle now would close its entry in the journal for good
    if (left === 'late') return 'pending';
    const settled = await Promise.race([settle(), late]);
    return settled === 'late' ? 'pending' : settled ? 'clean' : 'failed';
  };

  const settleLater = async (report: WipeReport): Promise<void> => {
    await sleep(settlingTime);
    const clean = await settle();
    if (!clean) state.setProblem({ code: 'leftAtPingOne' });
    const stage = state.stage();
    if (stage.name !== 'finding' || stage.cleaned?.at !== report.at) return;
    const parts = report.parts.map((each) =>
      each.part === 'pairing' ? ({ ...each, state: clean ? 'clean' : 'failed' } as const) : each,
    );
    state.enter({ name: 'finding', cleaned: { ...report, parts } });
  };

  return {
    async wipe(why) {
      const at = now();
      const startedAt = elapsed();
      const serving = state.serving();
      const subject = serving.ok ? { id: serving.value.person.id } : null;
      if (serving.ok) serving.value.leaving.abort();
      // from here on the window shows nothing of the person
      state.enter({ name: 'wiping' });
      const [pairing, clipboard] = await Promise.all([
        leavePairing(),
        ports.clipboard().catch(() => false),
      ]);
      // last: the fresh page finds nothing to show
      const window = await ports
        .window()
        .catch(() => ({ window: false, storage: false, downloads: false }));
      const parts = {
        pairing,
        memory: runner.view() === null && !state.serving().ok,
        clipboard,
        ...window,
      } satisfies Record<WipePart, boolean | PairingLeft>;
      const report: WipeReport = {
        at,
        why,
        took: Math.round(elapsed() - startedAt),
        parts: wipeParts.map((part) => {
          const seen = parts[part];
          return { part, state: seen === true ? 'clean' : seen === false ? 'failed' : seen };
        }),
      };
      state.enter({ name: 'finding', cleaned: report });
      await note({ action: 'wiped', subject, detail: why });
      if (pairing === 'failed') state.setProblem({ code: 'leftAtPingOne' });
      if (pairing === 'pending') void settleLater(report);
      return report;
    },
  };
};
