import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuietReading, restBetweenReadings } from '../../../../renderer/devices/quiet-reading';

describe('reading again quietly', () => {
  let count = 0;
  let quiet: QuietReading;

  beforeEach(() => {
    vi.useFakeTimers();
    count = 0;
    quiet = new QuietReading(async () => {
      await quiet.during(() => Promise.resolve((count += 1)));
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

  it('happens at once after a rest, else at its end, and once', async () => {
    quiet.ask();
    await wait(0);
    expect(count).toBe(1);
    for (let times = 0; times < 5; times += 1) {
      quiet.ask();
      await wait(100);
    }
    expect(count).toBe(1);
    await wait(restBetweenReadings);
    expect(count).toBe(2);
    await wait(restBetweenReadings);
    expect(count).toBe(2);
    quiet.ask();
    await wait(0);
    expect(count).toBe(3);
  });

  it('waits until the last hand is off, and happens only if it was asked for', async () => {
    const [first, second] = [quiet.hold(), quiet.hold()];
    quiet.ask();
    first();
    await wait(0);
    expect(count).toBe(0);
    second();
    await wait(0);
    expect(count).toBe(1);
    await wait(restBetweenReadings);
    quiet.hold()();
    await wait(restBetweenReadings);
    expect(count).toBe(1);
  });

  it('waits for the hand also when its rest is over meanwhile', async () => {
    quiet.ask();
    await wait(0);
    quiet.ask();
    const release = quiet.hold();
    await wait(2 * restBetweenReadings);
    expect(count).toBe(1);
    release();
    await wait(0);
    expect(count).toBe(2);
  });

  it('does not happen beside a reading that is under way', async () => {
    let answer: () => void = () => undefined;
    void quiet.during(() => new Promise<void>((resolve) => (answer = resolve)));
    quiet.ask();
    await wait(2 * restBetweenReadings);
    expect(count).toBe(0);
    answer();
    await wait(2 * restBetweenReadings);
    expect(count).toBe(0);
  });

  it('does not happen for a person who has left', async () => {
    quiet.ask();
    await wait(0);
    quiet.ask();
    quiet.forget();
    await wait(2 * restBetweenReadings);
    expect(count).toBe(1);
  });
});
