/** A page that crashes twice within this time, in milliseconds, is not loaded a third time unasked. */
const crashInterval = 60_000;

/** Milliseconds that the page which says so stays away when it crashes itself: nothing may turn in circles. */
const errorPageDelay = 10_000;

export type ShownPage = 'own' | 'error';

/** What the window shows next, and in how many milliseconds: it never goes away, and never stays blank. */
export interface NextPage {
  readonly page: ShownPage;
  readonly delay: number;
}

/**
 * @param shown what was in the window when it crashed
 * @param sinceLast milliseconds since the crash before; infinite for the first
 */
export const afterCrash = (shown: ShownPage, sinceLast: number): NextPage => {
  if (shown === 'error') return { page: 'error', delay: errorPageDelay };
  return { page: sinceLast > crashInterval ? 'own' : 'error', delay: 0 };
};
