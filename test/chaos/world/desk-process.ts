import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Ask, FromDesk, Job, Told, ToDesk } from '../messages';
import type { Tally } from '../point';

/** How a job ended. */
export type Ended =
  | { readonly kind: 'finished'; readonly told: Told; readonly tally: Tally }
  | { readonly kind: 'killed' }
  | { readonly kind: 'broke'; readonly why: string };

/** A process in which a desk runs, one job after another, until it is killed. */
export interface DeskProcess {
  readonly isAlive: () => boolean;
  work(job: Job, answer: (ask: Ask) => Promise<unknown>): Promise<Ended>;
  /** kill -9; settles when it is gone */
  kill(): Promise<void>;
}

/** Milliseconds that a job may take: on a busy computer it takes one or two seconds. */
const patience = 60_000;

/**
 * @param program see `buildProgram`
 * @param temp where it may put temporary files; what it prints goes there as well
 */
export const startDeskProcess = (program: string, temp: string): DeskProcess => {
  const output = createWriteStream(resolve(temp, 'output.txt'), { flags: 'a' });
  const child: ChildProcess = fork(program, [], {
    execArgv: [],
    env: { PATH: process.env.PATH ?? '', TMPDIR: temp, HOME: temp, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(output, { end: false });
  child.stderr?.pipe(output, { end: false });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const ready = new Promise<void>((done) => child.once('message', () => done()));
  let alive = true;
  void gone.then(() => {
    alive = false;
    output.end();
  });

  const say = (message: ToDesk): void => {
    // it may have been killed a moment ago
    if (child.connected) child.send(message, () => undefined);
  };

  return {
    isAlive: () => alive,
    async work(job, answer) {
      await Promise.race([ready, gone]);
      return new Promise<Ended>((end) => {
        const timer = setTimeout(
          () => finish({ kind: 'broke', why: 'it takes too long' }),
          patience,
        );
        const finish = (ended: Ended): void => {
          clearTimeout(timer);
          child.off('message', hear);
          end(ended);
        };
        const hear = (message: FromDesk): void => {
          if (message.kind === 'ask')
            void answer(message.ask).then((value) =>
              say({ kind: 'answer', id: message.id, value }),
            );
          else if (message.kind === 'finished' || message.kind === 'broke') finish(message);
        };
        child.on('message', hear);
        void gone.then(() => finish({ kind: 'killed' }));
        say({ kind: 'job', job });
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
