import { execFile } from 'node:child_process';
import type { Run } from './listener';

/** Milliseconds. PowerShell on a cold disk may need longer: the owner is unknown then. */
const timeLimit = 2_000;

export const runSystemProgram: Run = (file, parameters, signal) =>
  new Promise((resolve) => {
    execFile(
      file,
      [...parameters],
      { timeout: timeLimit, killSignal: 'SIGKILL', windowsHide: true, maxBuffer: 65_536, signal },
      (error, stdout) => {
        resolve(error === null ? stdout : null);
      },
    );
  });
