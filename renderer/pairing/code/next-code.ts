/** When a device shows a code that PingOne has not seen: most likely, and at the latest. Milliseconds since the epoch, UTC. */
export interface NextBy {
  readonly soon: number;
  readonly late: number;
}

/** `soon`: not yet; `late`: most likely, and certainly a little later; `due`: it does. */
export type NextPhase = 'soon' | 'late' | 'due';

export const phaseAt = ({ soon, late }: NextBy, now: number): NextPhase => {
  if (now < soon) return 'soon';
  return now < late ? 'late' : 'due';
};

/** What a phase waits for; null: nothing more. */
export const endOf = ({ soon, late }: NextBy, phase: NextPhase): number | null => {
  switch (phase) {
    case 'soon':
      return soon;
    case 'late':
      return late;
    case 'due':
      return null;
    default:
      return phase satisfies never;
  }
};

export interface PhaseWords {
  readonly title: () => string;
  /** `count`: seconds until the phase is over */
  readonly text: (inputs: { count: number }) => string;
}
export type NextWords = Readonly<Record<NextPhase, PhaseWords>>;
