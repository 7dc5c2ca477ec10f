import type { DeskError } from '../../shared/errors';
import type { JournalView } from '../../shared/ipc/journal-view';
import { fail, type Result } from '../../shared/result';
import type { JournalEntry } from './entry';
import { settle, type SettleDependencies, type Settled } from './settle';
import { shownEntry } from './shown';

/** What whoever is signed in has left open at PingOne, and what became of it. */
export interface Settlements {
  /** null while nobody is signed in */
  view(): JournalView | null;
  /** From here on it is about this person, until `signal` aborts. */
  begin(actorId: string, signal: AbortSignal): void;
  /** Reads PingOne, and settles what can be settled; one look at a time. Errors: `signInRequired`, `cancelled`. */
  look(): Promise<Result<readonly Settled[]>>;
}

export interface SettlementsDependencies extends SettleDependencies {
  readonly environmentId: string;
  readonly onChange: (view: JournalView | null) => void;
}

interface Life {
  readonly actorId: string;
  readonly signal: AbortSignal;
}

/** As many as anybody reads. */
const noticesLimit = 50;

export const createSettlements = (dependencies: SettlementsDependencies): Settlements => {
  const { journal, environmentId, onChange } = dependencies;
  let life: Life | null = null;
  let open: readonly JournalEntry[] = [];
  let unreadable = 0;
  let notices: JournalView['notices'] = [];
  let problem: DeskError | null = null;
  let looks = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const view = (): JournalView | null =>
    life === null
      ? null
      : {
          looking: looks > 0,
          open: open.map(shownEntry),
          notices: [...notices],
          problem,
          unreadable,
        };
  const show = (): void => onChange(view());

  const refresh = async (): Promise<void> => {
    const of = life;
    if (of === null) return;
    const [entries, strange] = await Promise.all([
      journal.open({ environmentId, actorId: of.actorId }),
      journal.unreadable(),
    ]);
    if (of !== life) return;
    open = entries;
    unreadable = strange;
    show();
  };

  const lookNow = async (of: Life): Promise<Result<readonly Settled[]>> => {
    if (of !== life) return fail({ code: 'cancelled' });
    const settled = await settle({ environmentId, actorId: of.actorId }, dependencies, of.signal);
    if (of !== life || !settled.ok) return settled;
    const told = settled.value.flatMap(({ entry: { id }, notice }) =>
      notice === null ? [] : [{ id, notice }],
    );
    notices = [...notices, ...told].slice(-noticesLimit);
    problem = settled.value.find((each) => each.open !== null)?.open ?? null;
    return settled;
  };

  return {
    view,
    begin(actorId, signal) {
      life = { actorId, signal };
      open = [];
      notices = [];
      problem = null;
      const stop = journal.watch(() => void refresh());
      signal.addEventListener(
        'abort',
        () => {
          stop();
          life = null;
          show();
        },
        { once: true },
      );
      show();
    },
    look() {
      const of = life;
      if (of === null) return Promise.resolve(fail({ code: 'signInRequired' }));
      looks += 1;
      show();
      const done = queue
        .then(() => lookNow(of))
        .finally(() => {
          looks -= 1;
          return refresh();
        });
      queue = done.catch(() => undefined);
      return done;
    },
  };
};

/** What a kiosk has to know: whether a pairing has left something at PingOne that is still there, or may be. */
export const leavesDevice = (settled: readonly Settled[]): boolean =>
  settled.some(
    ({ entry, notice, open }) =>
      entry.change === 'pair' && (open !== null || notice?.kind === 'undecided'),
  );
