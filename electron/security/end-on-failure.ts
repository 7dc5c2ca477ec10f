import { app, dialog, type BrowserWindow } from 'electron';
import type { Log } from '../log/log';
import { createFailureEnd, type AfterFailure } from '../process/failure';
import { wordsIn } from '../process/words';
import { leave } from './leave';

export interface EndOnFailureDependencies {
  readonly log: Log;
  readonly newReference: () => string;
  /** the window over which it is told; null: there is none */
  readonly window: () => BrowserWindow | null;
  /** BCP 47, as the window speaks it */
  readonly language: () => string;
  /** whoever stands at a kiosk may not end it */
  readonly isKiosk: () => boolean;
  /** nobody is there to be told */
  readonly unattended: boolean;
  readonly tidy: () => Promise<unknown>;
}

/** Electron by itself goes on after what nobody caught, and of a promise it only prints a line. */
export const endOnFailure = (dependencies: EndOnFailureDependencies): void => {
  const { log, newReference, window, language, isKiosk, unattended, tidy } = dependencies;

  const tell = async (reference: string): Promise<AfterFailure> => {
    const { title, lead, again, end } = wordsIn(language()).failed;
    const over = window();
    const options = {
      type: 'error' as const,
      message: title,
      detail: lead(reference),
      buttons: isKiosk() ? [again] : [end, again],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    };
    const { response } = await (over === null || over.isDestroyed()
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(over, options));
    return isKiosk() || response === 1 ? 'again' : 'end';
  };

  const failed = createFailureEnd({
    log,
    newReference,
    tell: unattended ? () => Promise.resolve('end') : tell,
    unanswered: () => (isKiosk() && !unattended ? 'again' : 'end'),
    tidy,
    startAgain: () => app.relaunch(),
    end: leave,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  process.on('uncaughtException', failed);
  process.on('unhandledRejection', failed);
};
