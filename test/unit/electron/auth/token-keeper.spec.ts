import { describe, expect, it } from 'vitest';
import { createTokenKeeper } from '../../../../electron/auth/token-keeper';
import type { Renewed } from '../../../../electron/auth/renewal';
import type { Tokens } from '../../../../electron/auth/tokens';
import { fail, ok, type Result } from '../../../../shared/result';

const { signal } = new AbortController();
const tokens = (name: string, change: Partial<Tokens> = {}): Tokens => ({
  accessToken: name,
  expiresAt: 3_600_000,
  refreshToken: `${name}-refresh`,
  scopes: null,
  claims: null,
  ...change,
});

const renewed = (name: string, change?: Partial<Tokens>): Renewed => ({
  tokens: { ...tokens(name, change), refreshToken: `${name}-refresh` },
  replaced: 'another',
});

/** Renewals wait until the test answers them. */
const createKeeper = () => {
  const asked: { refreshToken: string; answer: (result: Result<Renewed>) => void }[] = [];
  const kept: string[] = [];
  const said = { ended: 0 };
  let time = 0;
  const keeper = createTokenKeeper({
    renew: (refreshToken) =>
      new Promise((answer) => {
        asked.push({ refreshToken, answer });
      }),
    now: () => time,
    keep: (refreshToken) => Promise.resolve(void kept.push(refreshToken)),
    ended: () => {
      said.ended += 1;
    },
  });
  return { keeper, asked, kept, said, sleepUntil: (next: number) => (time = next) };
};

describe('tokens that take the place of others', () => {
  it('are what everybody gets from then on', async () => {
    const { keeper } = createKeeper();
    keeper.hold(tokens('old'), 'morgan');
    keeper.replace(tokens('new'));
    expect(await keeper.accessToken(signal)).toEqual(ok('new'));
    expect(await keeper.renew('old', signal)).toEqual(ok('new'));
    expect(keeper.refreshToken()).toBe('new-refresh');
  });

  it.each([
    ['works', ok(renewed('renewed'))],
    ['is refused', fail({ code: 'sessionEnded' })],
    [
      'is somebody else’s',
      ok(renewed('renewed', { claims: { sub: 'robin' } as Tokens['claims'] })),
    ],
  ] as const)('are what a renewal under way ends with, when it %s', async (_, result) => {
    const { keeper, asked, kept, said } = createKeeper();
    keeper.hold(tokens('old'), 'morgan');
    const renewing = keeper.renew('old', signal);
    keeper.replace(tokens('new'));
    asked[0]?.answer(result as Result<Renewed>);
    expect(await renewing).toEqual(ok('new'));
    expect(await keeper.accessToken(signal)).toEqual(ok('new'));
    expect(kept).toEqual([]);
    expect(said.ended).toBe(0);
  });

  it('are renewed by themselves, not by what was under way', async () => {
    const { keeper, asked, sleepUntil } = createKeeper();
    keeper.hold(tokens('old'), 'morgan');
    const first = keeper.renew('old', signal);
    keeper.replace(tokens('new', { expiresAt: 100_000 }));
    sleepUntil(100_000);
    const second = keeper.accessToken(signal);
    expect(asked.map(({ refreshToken }) => refreshToken)).toEqual(['old-refresh', 'new-refresh']);
    asked[0]?.answer(ok(renewed('renewed')));
    asked[1]?.answer(ok(renewed('newest', { expiresAt: 9_000_000 })));
    expect(await second).toEqual(ok('newest'));
    await first;
    expect(await keeper.accessToken(signal)).toEqual(ok('newest'));
  });

  it('do not bring back who is gone', async () => {
    const { keeper } = createKeeper();
    keeper.hold(tokens('old'), 'morgan');
    keeper.drop();
    keeper.replace(tokens('new'));
    expect(await keeper.accessToken(signal)).toEqual(fail({ code: 'signInRequired' }));
  });
});
