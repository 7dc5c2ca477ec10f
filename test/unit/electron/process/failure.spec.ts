import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFailureEnd,
  failureExitCode,
  type AfterFailure,
  type FailurePorts,
} from '../../../../electron/process/failure';
import type { Log } from '../../../../electron/log/log';

type Behaviour = 'works' | 'throws' | 'rejects' | 'hangs';

const behave = <T>(behaviour: Behaviour, value: T): Promise<T> => {
  switch (behaviour) {
    case 'works':
      return Promise.resolve(value);
    case 'throws':
      throw new Error('broken');
    case 'rejects':
      return Promise.reject(new Error('broken'));
    case 'hangs':
      return new Promise(() => undefined);
  }
};

interface World {
  readonly answer: AfterFailure;
  readonly tell: Behaviour;
  readonly tidy: Behaviour;
  readonly log: 'works' | 'throws';
}

/** A program that fails in this world, and what came of it; nobody waits for a clock. */
const fails = async (world: Partial<World>, causes: readonly unknown[] = [new Error('a bug')]) => {
  const happened: string[] = [];
  const logged: unknown[] = [];
  let references = 0;
  const error: Log['error'] = (event, fields, cause) => {
    if (world.log === 'throws') throw new Error('disk full');
    logged.push({ event, ...fields, cause });
  };
  const exitCode = await new Promise<number>((resolve) => {
    const ports: FailurePorts = {
      log: { info: () => undefined, warn: () => undefined, error },
      newReference: () => `reference-${String((references += 1))}`,
      tell(reference) {
        happened.push(`told ${reference}`);
        return behave(world.tell ?? 'works', world.answer ?? 'end');
      },
      unanswered: () => 'end',
      tidy() {
        happened.push('tidied');
        return behave(world.tidy ?? 'works', undefined);
      },
      startAgain: () => happened.push('started again'),
      end: resolve,
      sleep: () => new Promise((wake) => setImmediate(wake)),
    };
    const failed = createFailureEnd(ports);
    for (const cause of causes) failed(cause);
  });
  return { happened, logged, exitCode };
};

describe('something that nobody caught', () => {
  // seen to fail: without `isEnding` the second one is told as well
  it('[fault 65] is logged with the reference that is told, and ends the program', async () => {
    const [first, second] = [new Error('first'), new Error('second')];
    const { happened, logged, exitCode } = await fails({}, [first, second]);
    expect(exitCode).toBe(failureExitCode);
    expect(exitCode).not.toBe(0);
    expect(happened).toEqual(['told reference-1', 'tidied']);
    expect(logged).toEqual([
      { event: 'process.failed', reference: 'reference-1', ending: false, cause: first },
      { event: 'process.failed', reference: 'reference-2', ending: true, cause: second },
    ]);
  });

  it('starts the program again where that is the answer', async () => {
    const { happened } = await fails({ answer: 'again' });
    expect(happened).toEqual(['told reference-1', 'tidied', 'started again']);
  });

  // seen to fail: a step without its limit never ends, one without its catch ends as a rejection
  it('[fault 65] ends the program whatever else fails or hangs on the way', async () => {
    const behaviours = fc.constantFrom<Behaviour[]>('works', 'throws', 'rejects', 'hangs');
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          answer: fc.constantFrom<AfterFailure[]>('again', 'end'),
          tell: behaviours,
          tidy: behaviours,
          log: fc.constantFrom('works' as const, 'throws' as const),
        }),
        async (world) => {
          const { happened, exitCode } = await fails(world);
          expect(exitCode).toBe(failureExitCode);
          expect(happened).toContain('tidied');
        },
      ),
    );
  });
});
