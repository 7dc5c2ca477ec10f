import { describe, expect, it } from 'vitest';
import { inTime } from '../../../electron/in-time';

const never = () => new AbortController().signal;
const hangs = () => new Promise<string>(() => undefined);

describe('within a time', () => {
  it('is what came of it', async () => {
    expect(await inTime(1_000, never(), () => Promise.resolve('done'), 'too late')).toBe('done');
  });

  it('is something else where it takes too long, also where it does not listen', async () => {
    let told = false;
    const answer = await inTime(
      1,
      never(),
      (signal) => {
        signal.addEventListener('abort', () => {
          told = true;
        });
        return hangs();
      },
      'too late',
    );
    expect([answer, told]).toEqual(['too late', true]);
  });

  it('ends when the caller leaves, before and during', async () => {
    expect(await inTime(60_000, AbortSignal.abort(), hangs, 'left')).toBe('left');
    const leaving = new AbortController();
    const answer = inTime(60_000, leaving.signal, hangs, 'left');
    leaving.abort();
    expect(await answer).toBe('left');
  });

  it('does not hide a bug', async () => {
    const broken = () => Promise.reject(new Error('a bug'));
    await expect(inTime(1_000, never(), broken, 'too late')).rejects.toThrow('a bug');
  });
});
