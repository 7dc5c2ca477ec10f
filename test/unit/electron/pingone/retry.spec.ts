import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterSeconds } from '../../../../electron/http/retry-after';
import { retryDelay } from '../../../../electron/pingone/retry';

const now = Date.parse('2026-03-02T09:00:00Z');

describe('retryAfterSeconds', () => {
  // seen to fail: without the limits (0, 99999, dates far off); with at most nine digits, or whole ones only; with seconds
  // alone, or dates alone; with `Date.parse` of what has no letters (-5); with what is neither taken for a number
  it.each([
    ['2', 2],
    [' 30 ', 30],
    ['0', 1],
    ['99999', 120],
    ['99999999999999999999', 120],
    ['1.5', 2],
    ['Mon, 02 Mar 2026 09:00:10 GMT', 10],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 1],
    ['Tue, 03 Mar 2026 09:00:00 GMT', 120],
    ['-5', null],
    ['soon', null],
    ['2026', 120],
    ['', null],
    [null, null],
  ])('[fault 15] %j is %j', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });

  it('is between 1 and 120 whole seconds, or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const seconds = retryAfterSeconds(header, now) ?? 1;
        expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 120).toBe(true);
      }),
    );
  });
});

describe('retryDelay', () => {
  const failed = { retryAfter: null, justCreated: false, date: now, random: 0.5 };

  it('doubles, with some jitter, and ends with the fifth try', () => {
    const error = { code: 'serverError', status: 502 } as const;
    const delays = [1, 2, 3, 4, 5].map((tries) => retryDelay({ ...failed, tries, error }));
    expect(delays).toEqual([1050, 2050, 4050, 8050, null]);
  });

  it.each([
    { code: 'offline' },
    { code: 'hostUnreachable', host: 'x' },
    { code: 'untrustedCertificate', host: 'x' },
    { code: 'timedOut' },
    { code: 'cancelled' },
    { code: 'redirected' },
    { code: 'notFound' },
    { code: 'serverError', status: 501 },
  ] as const)('does not wait for $code to pass', (error) => {
    expect(retryDelay({ ...failed, tries: 1, error })).toBeNull();
  });
});
