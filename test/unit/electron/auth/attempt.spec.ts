import { describe, expect, it } from 'vitest';
import { createAttempt } from '../../../../electron/auth/attempt';
import type { Oidc } from '../../../../electron/auth/oidc';
import type { Claims } from '../../../../electron/auth/tokens';
import { ok } from '../../../../shared/result';

const { signal } = new AbortController();

/** A sign-in in a browser that comes back at once; `took` milliseconds later by our clock. */
const attempt = (change: Partial<Claims>, asksForPassword: boolean, took = 0) => {
  const claims: Claims = { sub: 'morgan', iat: 1_000_000, ...change };
  const metadata = {} as Awaited<ReturnType<Oidc['metadata']>>;
  const oidc: Oidc = {
    scopes: [],
    isReached: () => true,
    metadata: () => Promise.resolve({ ...metadata, ok: true } as typeof metadata),
    ways: () => ['browser'],
    authorizationUrl: (_, redirectUri, { state }) =>
      new URL(`${redirectUri}?code=c&state=${state}`),
    exchange: () =>
      Promise.resolve(
        ok({ accessToken: 'a', expiresAt: 9e15, refreshToken: null, scopes: null, claims }),
      ),
    deviceCode: () => Promise.reject(new Error('not here')),
    poll: () => Promise.reject(new Error('not here')),
    refresh: () => Promise.reject(new Error('not here')),
    signOffUrl: () => null,
  };
  let time = 5_000_000;
  return createAttempt({
    oidc,
    asksForPassword,
    openExternal: (url) => {
      void fetch(url).then((page) => page.text());
      time += took;
      return Promise.resolve(true);
    },
    redirectPort: 0,
    now: () => time,
    sleep: () => Promise.resolve(),
  })({ way: 'browser', expected: null, onProgress: () => undefined }, signal);
};

const refused = { ok: false, error: { code: 'signInRefused', reason: 'login_required' } };

describe('a browser that was told to ask for the password', () => {
  it.each([
    ['asked just now', { auth_time: 999_999 }, 0, { ok: true }],
    ['asked while we waited', { auth_time: 999_800 }, 200_000, { ok: true }],
    ['does not say when it asked', {}, 0, { ok: true }],
    ['asked before this sign-in began', { auth_time: 999_900 }, 0, refused],
    ['asked this morning', { auth_time: 985_600 }, 200_000, refused],
  ])('%s', async (_, claims, took, result) => {
    expect(await attempt(claims, true, took)).toMatchObject(result);
  });

  it('is not asked that where it was not told to', async () => {
    expect(await attempt({ auth_time: 1 }, false)).toMatchObject({ ok: true });
  });
});
