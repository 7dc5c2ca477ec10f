import type { Stage } from './stage';

/** What is seen to work, and how it is walked through. */
export type Step = readonly [name: string, walk: (stage: Stage) => Promise<void>];
