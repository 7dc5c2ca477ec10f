import { beforeEach, describe, expect, it } from 'vitest';
import { createJournalled, type Change } from '../../../../electron/journal/journalled';
import type { DeskError } from '../../../../shared/errors';
import { fail, ok, type Result } from '../../../../shared/result';
import { createFakeLog } from '../../../fakes/fake-log';
import { createMemoryJournal, type MemoryJournal } from '../../../fakes/memory-journal';

const change: Change = { change: 'reorder', userId: 'kim', order: ['a'] };
const errors = {
  forbidden: { code: 'forbidden' },
  interrupted: { code: 'interrupted' },
  timedOut: { code: 'timedOut' },
  cancelled: { code: 'cancelled' },
  badResponse: { code: 'badResponse', status: 200, html: true },
} as const satisfies Record<string, DeskError>;
type Ambiguous = Exclude<keyof typeof errors, 'forbidden'>;
const owner = { environmentId: 'env', actorId: 'kim' };
const context = { signal: new AbortController().signal };

let journal: MemoryJournal;
let uncertain: number;
let sent: number;

beforeEach(() => {
  journal = createMemoryJournal();
  uncertain = 0;
  sent = 0;
});

const journalled = (actorId: string | null = 'kim') =>
  createJournalled({
    environmentId: 'env',
    actorId: () => actorId,
    journal,
    now: () => 5,
    newId: () => 'id',
    log: createFakeLog(),
    onUncertain: () => {
      uncertain += 1;
    },
  });
const sends = (result: Result<undefined>) => () => {
  sent += 1;
  return Promise.resolve(result);
};
const refusedWith = (code: 'forbidden' | Ambiguous) => fail(errors[code]);

describe('a change that is journalled', () => {
  it('is written down before it is sent, and closed by its answer', async () => {
    let written: readonly unknown[] = [];
    const done = await journalled()(change, context, (given) => {
      written = journal.entries;
      expect(given.transactionId).toBe('id');
      return Promise.resolve(ok('done'));
    });
    expect(done).toEqual(ok('done'));
    expect(written).toEqual([
      { ...change, id: 'id', transactionId: 'id', ...owner, outcome: 'sent', at: 5 },
    ]);
    expect(journal.size).toBe(0);
  });

  // seen failing where it is sent all the same
  it.each([
    ['diskFull', 'journalNotWritten'],
    ['newer', 'journalNewer'],
  ] as const)(
    '[fault 60, 61] is not sent where it cannot be written down: %s',
    async (why, code) => {
      journal[why] = true;
      expect(await journalled()(change, context, sends(ok(undefined)))).toEqual(fail({ code }));
      expect(sent).toBe(0);
    },
  );

  it('is closed when PingOne has refused it', async () => {
    const refused = await journalled()(change, context, sends(refusedWith('forbidden')));
    expect(refused).toMatchObject({ error: { code: 'forbidden' } });
    expect([journal.size, uncertain]).toEqual([0, 0]);
  });

  it.each(['interrupted', 'timedOut', 'cancelled', 'badResponse'] as const)(
    'is left open, for whoever settles, when nobody can tell: %s',
    async (code) => {
      await journalled()(change, context, sends(refusedWith(code)));
      expect(await journal.open(owner)).toMatchObject([{ id: 'id', outcome: 'unknown' }]);
      expect(uncertain).toBe(1);
    },
  );

  it('that is a bug stays open, and is still a bug', async () => {
    const bug = journalled()(change, context, () => Promise.reject(new Error('bug')));
    await expect(bug).rejects.toThrow('bug');
    expect(await journal.open(owner)).toHaveLength(1);
  });

  it('is nobody’s while nobody is signed in', async () => {
    const refused = await journalled(null)(change, context, sends(ok(undefined)));
    expect(refused).toEqual(fail({ code: 'signInRequired' }));
    expect(sent).toBe(0);
  });
});
