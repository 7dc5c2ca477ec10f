import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pause, PhoneEntry } from '../../../../../renderer/pairing/details/phone-entry.svelte';
import type { PhoneNumber } from '../../../../../renderer/pairing/details/phone-words';
import type { PhoneReading } from '../../../../../shared/ipc/views';
import { fail, ok, type Result } from '../../../../../shared/result';

const number = (phone: string, change: Partial<PhoneNumber> = {}): PhoneReading => ({
  kind: 'number',
  phone,
  international: `${phone} (nice)`,
  country: 'US',
  extension: null,
  doubtful: false,
  landline: false,
  ...change,
});

/** A main process that answers when it is told to. */
const createReader = () => {
  const asked: { country: string | null; text: string; answer: (reading: PhoneReading) => void }[] =
    [];
  return {
    asked,
    read: (input: { country: string | null; text: string }) =>
      new Promise<Result<PhoneReading>>((resolve) => {
        asked.push({ ...input, answer: (reading) => resolve(ok(reading)) });
      }),
  };
};

const open = (text = '', country: string | null = 'US') => {
  const reader = createReader();
  const onchange = vi.fn();
  return { ...reader, onchange, entry: new PhoneEntry(reader.read, { country, text }, onchange) };
};

describe('a telephone number while it is typed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is looked at once, when the typing pauses', async () => {
    const { asked, entry } = open();
    for (const text of ['5', '51', '512']) {
      entry.type(text);
      await vi.advanceTimersByTimeAsync(pause - 1);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toMatchObject([{ country: 'US', text: '512' }]);
  });

  it('is not understood until the answer is there', async () => {
    const { asked, entry, onchange } = open();
    entry.type('5125550123');
    await vi.advanceTimersByTimeAsync(pause);
    expect(entry.number).toBeNull();
    asked[0]?.answer(number('+15125550123'));
    await vi.advanceTimersByTimeAsync(0);
    expect(entry.number?.phone).toBe('+15125550123');
    expect(onchange).toHaveBeenCalledTimes(2);
    entry.type('512555012');
    expect(entry.number).toBeNull();
  });

  it('takes no answer to what is no longer typed', async () => {
    const { asked, entry } = open();
    entry.type('5125550123');
    await vi.advanceTimersByTimeAsync(pause);
    entry.type('5125550124');
    asked[0]?.answer(number('+15125550123'));
    await vi.advanceTimersByTimeAsync(0);
    expect(entry.number).toBeNull();
    await vi.advanceTimersByTimeAsync(pause);
    asked[1]?.answer(number('+15125550124'));
    await vi.advanceTimersByTimeAsync(0);
    expect(entry.number?.phone).toBe('+15125550124');
  });

  it('can be waited for, whatever is typed meanwhile', async () => {
    const { asked, entry } = open('5125550123');
    const settled = vi.fn();
    void entry.settle().then(settled);
    entry.type('5125550124');
    asked[0]?.answer(number('+15125550123'));
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).not.toHaveBeenCalled();
    asked[1]?.answer(number('+15125550124'));
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toHaveBeenCalledOnce();
    expect(asked).toHaveLength(2);
  });

  it('sets the country of a number that begins with +, and of no other', async () => {
    const { asked, entry } = open('', null);
    entry.type(' +44 20 7946 0123');
    await vi.advanceTimersByTimeAsync(pause);
    asked[0]?.answer(number('+442079460123', { country: 'GB' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(entry.country).toBe('GB');
    entry.type('416 555 0123');
    await vi.advanceTimersByTimeAsync(pause);
    asked[1]?.answer(number('+14165550123', { country: 'CA' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(entry.country).toBe('GB');
  });

  it('takes a suggested country only where none is known', () => {
    const { entry } = open('', null);
    entry.suggest('DE');
    expect(entry.country).toBe('DE');
    entry.suggest('FR');
    expect(entry.country).toBe('DE');
  });

  it('says why nobody could tell, and asks again', async () => {
    const read = vi.fn<PhoneEntryRead>(() => Promise.resolve(fail({ code: 'unexpected' })));
    const entry = new PhoneEntry(read, { country: null, text: '1' }, () => undefined);
    await entry.settle();
    expect(entry.problem).toEqual({ code: 'unexpected' });
    read.mockResolvedValue(ok(number('+15125550123')));
    await entry.settle();
    expect(entry.problem).toBeNull();
    expect(entry.number?.phone).toBe('+15125550123');
  });

  it('asks for nothing more once it is closed', async () => {
    const { asked, entry } = open();
    entry.type('512');
    entry.close();
    await vi.advanceTimersByTimeAsync(pause);
    await entry.settle();
    expect(asked).toEqual([]);
  });
});

type PhoneEntryRead = ConstructorParameters<typeof PhoneEntry>[0];
