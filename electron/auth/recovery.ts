import type { DeskError, DeskErrorCode } from '../../shared/errors';
import type { Sleep } from './phone-sign-in';

/** What stands in the way for a while only, and not at this end. */
const passing: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'offline',
  'hostUnreachable',
  'timedOut',
  'interrupted',
  'untrustedCertificate',
  'proxySignIn',
  'redirected',
  'badResponse',
  'rateLimited',
  'serverError',
]);
export const canPass = ({ code }: DeskError): boolean => passing.has(code);

const second = 1_000;
/** So often PingOne is looked for twice a second, where that reaches nobody who could mind. */
const eagerTries = 120;

/** Milliseconds until the next try. `random`: 0 to 1. */
export const pauseAfter = (error: DeskError, tries: number, random: number): number => {
  switch (error.code) {
    case 'rateLimited':
      return (error.retryAfterSeconds + random) * second;
    case 'offline':
    case 'hostUnreachable':
      return tries <= eagerTries ? second / 2 : 10 * second;
    default:
      // many computers are back at the same moment
      return Math.min(2 ** tries, 30) * second * (1 + random / 2);
  }
};

/** Tries again by itself what the network stands in the way of, until it works or something else is wrong. */
export interface Recovery {
  /** Begins anew after this failure. */
  begin(error: DeskError): void;
  stop(): void;
}

export interface RecoveryDependencies {
  /** why it has not worked again; null: nothing is left to try */
  readonly work: () => Promise<DeskError | null>;
  readonly sleep: Sleep;
  readonly random?: () => number;
}

export const createRecovery = ({
  work,
  sleep,
  random = Math.random,
}: RecoveryDependencies): Recovery => {
  let controller = new AbortController();

  const run = async (first: DeskError, signal: AbortSignal): Promise<void> => {
    const isStopped = (): boolean => signal.aborted;
    let error: DeskError | null = first;
    for (let tries = 1; error !== null && canPass(error); tries += 1) {
      await sleep(pauseAfter(error, tries, random()), signal);
      if (isStopped()) return;
      error = await work();
      if (isStopped()) return;
    }
  };

  const stop = (): void => controller.abort();
  return {
    begin(error) {
      stop();
      controller = new AbortController();
      // whoever cannot sleep does not try again
      run(error, controller.signal).catch(() => undefined);
    },
    stop,
  };
};
