import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import CodeField from '../../../../../renderer/pairing/code/CodeField.svelte';

afterEach(cleanup);

const openField = (length: number | null) => {
  const completed: string[] = [];
  const flaws: (string | undefined)[] = [];
  render(CodeField, {
    value: '',
    length,
    readonly: false,
    problem: undefined,
    oncomplete: (code: string) => completed.push(code),
    onflaw: (flaw: string | undefined) => flaws.push(flaw),
  });
  return { completed, flaws, field: screen.getByLabelText<HTMLInputElement>('Code') };
};
const give = async (field: HTMLInputElement, value: string) => {
  await fireEvent.input(field, { target: { value } });
  await tick();
};

describe('the code field', () => {
  it('is one real field that a password manager and a phone keyboard understand', () => {
    const { field } = openField(6);
    expect(field.autocomplete).toBe('one-time-code');
    expect(field.inputMode).toBe('numeric');
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
  });

  it('takes any paste with spaces and dashes, and is complete exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 6, max: 10 }),
        fc.array(fc.constantFrom('', ' ', '-', ' - ', '\u00a0'), { minLength: 10, maxLength: 10 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 }),
        async (length, gaps, values) => {
          const code = values.slice(0, length).map(String);
          const { completed, field } = openField(length);
          await give(field, code.map((digit, index) => digit + (gaps[index] ?? '')).join(''));
          expect(field.value).toBe(code.join(''));
          expect(completed).toEqual([code.join('')]);
          await give(field, `${field.value} `);
          expect(completed).toHaveLength(1);
          cleanup();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is complete on the last digit typed, not before', async () => {
    const { completed, field } = openField(6);
    for (const typed of ['0', '01', '012', '0123', '01234']) await give(field, typed);
    expect(completed).toEqual([]);
    await give(field, '012345');
    expect(completed).toEqual(['012345']);
  });

  it('leaves letters out, says so, and does not send by itself', async () => {
    const { completed, flaws, field } = openField(6);
    await give(field, '012345x');
    expect(field.value).toBe('012345');
    expect(completed).toEqual([]);
    expect(flaws.at(-1)).toMatch(/digits only/);
  });

  it('finds the code in a sentence that was pasted, and is complete', async () => {
    const { completed, flaws, field } = openField(6);
    await give(field, 'G-012345 is your verification code.');
    expect(field.value).toBe('012345');
    expect(completed).toEqual(['012345']);
    expect(flaws.at(-1)).toBeUndefined();
  });

  it('keeps what was typed and says so where a sentence has two numbers', async () => {
    const { completed, flaws, field } = openField(6);
    await give(field, '01');
    await give(field, '01Use 012345 or 678901');
    expect(field.value).toBe('01');
    expect(completed).toEqual([]);
    expect(flaws.at(-1)).toMatch(/more than one number/);
  });

  it('does not send a code that was too long', async () => {
    const { completed, flaws, field } = openField(6);
    await give(field, '01234567');
    expect(completed).toEqual([]);
    expect(flaws.at(-1)).toMatch(/more than 6 digits/);
  });

  it('draws no cells and never sends by itself where the length is not known', async () => {
    const { completed, field } = openField(null);
    for (let length = 1; length <= 10; length += 1) await give(field, '7'.repeat(length));
    expect(field.value).toBe('7777777777');
    expect(completed).toEqual([]);
    expect(document.querySelector('.cells')).toBeNull();
  });
});
