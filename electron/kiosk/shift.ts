import type { DeskError } from '../../shared/errors';
import type { Person } from '../../shared/ipc/views';
import type { Right } from '../../shared/kiosk/rights';
import type {
  HandOver,
  Hands,
  Identification,
  KioskPerson,
  KioskStage,
  KioskView,
  RecordState,
  WipeReport,
} from '../../shared/kiosk/view';
import { fail, ok, type Result } from '../../shared/result';
import type { FoundPerson } from './people';

/** The person who is being served, and what they were asked. */
export interface Serving {
  readonly person: KioskPerson;
  readonly phone: string | null;
  readonly identifiedBy: Identification | null;
  readonly handOver: HandOver | null;
  /** what is done once they have said yes; null while nothing is asked */
  readonly onYes: (() => Promise<Result<undefined>> | Result<undefined>) | null;
  /** aborts when the person is put away */
  readonly leaving: AbortController;
}

/** Where a shift stands. Holds no secret. */
type Stage =
  | { readonly name: 'checkingRights' }
  | { readonly name: 'opening'; readonly rights: readonly Right[]; readonly record: RecordState }
  | { readonly name: 'finding'; readonly cleaned: WipeReport | null }
  | { readonly name: 'serving'; readonly serving: Serving }
  | { readonly name: 'wiping' };

export interface ShiftState {
  readonly operator: Person;
  hands(): Hands;
  stage(): Stage;
  /** Who is being served; `notAllowed` while nobody is. */
  serving(): Result<Serving>;
  show(): void;
  enter(stage: Stage): void;
  give(hands: Hands): void;
  /**
   * Changes what is known of this person; false when they have been put away meanwhile, and perhaps somebody else is
   * being served: what was asked about one person is never written to another.
   */
  change(of: Pick<Serving, 'leaving'>, part: Partial<Omit<Serving, 'phone' | 'leaving'>>): boolean;
  open(found: FoundPerson): void;
  setProblem(problem: DeskError | null): void;
  view(): KioskView;
}

export interface ShiftStateDependencies {
  readonly operator: Person;
  /** what the view takes from elsewhere */
  readonly around: () => Pick<
    KioskView,
    'pinTries' | 'reauthenticateAt' | 'idleDeadline' | 'bindings' | 'missingRights'
  >;
  readonly onChange: (view: KioskView) => void;
}

const stageView = (stage: Stage): KioskStage => {
  switch (stage.name) {
    case 'serving': {
      const { person, identifiedBy, handOver } = stage.serving;
      return { name: 'serving', person, identifiedBy, handOver };
    }
    case 'opening':
      return { name: 'opening', rights: [...stage.rights], record: stage.record };
    case 'checkingRights':
    case 'finding':
    case 'wiping':
      return stage;
    default:
      return stage satisfies never;
  }
};

/** The state of one shift, and what a window sees of it. Every change is shown. */
export const createShiftState = ({
  operator,
  around,
  onChange,
}: ShiftStateDependencies): ShiftState => {
  let hands: Hands = 'operator';
  let stage: Stage = { name: 'checkingRights' };
  let problem: DeskError | null = null;

  const view = (): KioskView => ({
    operator,
    hands,
    ...around(),
    problem,
    stage: stageView(stage),
  });
  const show = (): void => onChange(view());

  return {
    operator,
    view,
    show,
    hands: () => hands,
    stage: () => stage,
    serving: () => (stage.name === 'serving' ? ok(stage.serving) : fail({ code: 'notAllowed' })),
    enter(next) {
      stage = next;
      show();
    },
    give(next) {
      hands = next;
      show();
    },
    change({ leaving }, part) {
      if (stage.name !== 'serving' || stage.serving.leaving !== leaving) return false;
      stage = { name: 'serving', serving: { ...stage.serving, ...part } };
      show();
      return true;
    },
    open({ person, phone }) {
      problem = null;
      this.enter({
        name: 'serving',
        serving: {
          person,
          phone,
          identifiedBy: null,
          handOver: null,
          onYes: null,
          leaving: new AbortController(),
        },
      });
    },
    setProblem(next) {
      problem = next;
      show();
    },
  };
};
