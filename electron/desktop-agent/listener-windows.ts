import * as v from 'valibot';
import { unseen, type FindListener, type Listener } from './listener';

/**
 * Who owns a process takes administrator's rights to ask; in which session it runs does not. Session 0 is that of the
 * services, the others belong to one signed-in person each. All listeners are asked for: a port that nobody has is an
 * error of the question otherwise, and no answer.
 */
const script = (port: number): string =>
  [
    "$ErrorActionPreference='Stop'",
    `$all=@(Get-NetTCPConnection -State Listen|?{$_.LocalPort -eq ${String(port)}})`,
    "$l=@($all|?{$_.LocalAddress -in '127.0.0.1','0.0.0.0'}|sort LocalAddress -Descending)",
    '$s=if($l.Count){(Get-Process -Id $l[0].OwningProcess).SessionId}else{$null}',
    "$a=($l.Count -and $l[0].LocalAddress -eq '127.0.0.1') -or @($all|?{$_.LocalAddress -eq '::1'}).Count -gt 0",
    '@{own=(Get-Process -Id $PID).SessionId;listener=$s;apart=[bool]$a}|ConvertTo-Json -Compress',
  ].join(';');

const seenSchema = v.object({
  own: v.number(),
  listener: v.nullable(v.number()),
  apart: v.boolean(),
});

const parse = (output: string): unknown => {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
};

const ownerOf = (own: number, listener: number | null): Listener['owner'] => {
  if (listener === null) return 'nobody';
  if (listener === 0) return 'unknown';
  return listener === own ? 'self' : 'otherUser';
};

export const findListenerOnWindows: FindListener = async ({ port, run, systemRoot }, signal) => {
  const output = await run(
    `${systemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
    ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script(port)],
    signal,
  );
  const seen = v.safeParse(seenSchema, parse(output ?? ''));
  if (!seen.success) return unseen;
  const { own, listener, apart } = seen.output;
  return { owner: ownerOf(own, listener), apart };
};
