import { app, BrowserWindow } from 'electron';

/** Ends the program at once. A window that takes the one over it along crashes Electron: those go first. */
export const leave = (exitCode: number): void => {
  for (const window of BrowserWindow.getAllWindows())
    if (window.getParentWindow() !== null) window.destroy();
  setImmediate(() => app.exit(exitCode));
};
