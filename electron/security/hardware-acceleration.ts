import { app } from 'electron';
import type { Log } from '../log/log';
import { createGpuCrashes } from '../process/gpu-crashes';

/** Ours, since Chromium's own for this has side effects of its own. */
const without = '--without-hardware-acceleration';

/** Milliseconds between looks whether somebody would be disturbed. */
const pause = 5_000;

/** Has to run before Electron is ready. */
export const heedAcceleration = (argv: readonly string[]): void => {
  if (argv.includes(without)) app.disableHardwareAcceleration();
};

/**
 * Starts the program again without hardware acceleration where the GPU process keeps crashing; as soon as nobody is in
 * the middle of something, since Chromium gets by until then.
 */
export const watchAcceleration = (
  argv: readonly string[],
  isBusy: () => boolean,
  log: Log,
): void => {
  const crashes = createGpuCrashes(!argv.includes(without));
  const restart = (): void => {
    if (isBusy()) {
      setTimeout(restart, pause);
      return;
    }
    log.warn('gpu.restart');
    app.relaunch({ args: [...argv, without] });
    app.quit();
  };
  let isDecided = false;
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    log.warn('gpu.gone', { reason, exitCode });
    if (isDecided || !crashes.crashed()) return;
    isDecided = true;
    restart();
  });
};
