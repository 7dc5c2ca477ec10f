import * as v from 'valibot';
import type { FindOwner } from './listener-owner';

/**
 * Who owns a process takes administrator's rights to ask; in which session it runs does not. Session 0 is that of the
 * services, the others belong to one signed-in person each.
 */
const script = (port: number): string =>
  [
    "$ErrorActionPreference='Stop'",
    `$l=@(Get-NetTCPConnection -State Listen -LocalPort ${String(port)}|?{$_.LocalAddress -in '127.0.0.1','0.0.0.0'}|sort LocalAddress -Descending)`,
    '$s=if($l.Count){(Get-Process -Id $l[0].OwningProcess).SessionId}else{$null}',
    '@{own=(Get-Process -Id $PID).SessionId;listener=$s}|ConvertTo-Json -Compress',
  ].join(';');

const sessionsSchema = v.object({ own: v.number(), listener: v.number() });

const parse = (output: string): unknown => {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
};

export const findOwnerOnWindows: FindOwner = async ({ port, run, systemRoot }, signal) => {
  const output = await run(
    `${systemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
    ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script(port)],
    signal,
  );
  const sessions = v.safeParse(sessionsSchema, parse(output ?? ''));
  if (!sessions.success || sessions.output.listener === 0) return 'unknown';
  return sessions.output.listener === sessions.output.own ? 'self' : 'otherUser';
};
