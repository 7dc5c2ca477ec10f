import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint();

/** Whether the project's own lint finds words that are no messages, or that are kept. */
const findsWords = async (code: string): Promise<boolean> => {
  const [result] = await eslint.lintText(code, { filePath: 'renderer/components/Button.svelte' });
  return result!.messages.some(({ ruleId }) => ruleId === 'no-restricted-syntax');
};
const script = (code: string): string => `<script lang="ts">${code}</script>`;

describe('the lint', { timeout: 30_000 }, () => {
  it.each([
    '<p>Hello</p>',
    '{#if open}Hello{:else}{m.a()}{/if}',
    '<Screen title="Pair a device" />',
    "<Screen lead={narrow ? 'Short' : m.a()} />",
    '<input placeholder={`Hello ${name}`} />',
    '<button aria-label="Close"></button>',
    '<img alt="QR code" src={it} />',
    "<p>{name ?? 'Nobody'}</p>",
    '<p>{`${count} devices`}</p>',
    "<p>{open ? 'Open' : 'Shut'}</p>",
    script("const item = { label: 'Remove' };"),
    script("const say = () => 'Something went wrong.';"),
    script('const say = (name) => `Signed in as ${name}`;'),
  ])('finds words that are no messages: %s', async (code) => {
    expect(await findsWords(code)).toBe(true);
  });

  it.each([
    script('const title = m.a();'),
    script('const steps = [m.a(), m.b()];'),
    script('const title = open ? m.a() : m.b();'),
    script('const words = { label: m.a() };'),
    script('let words = $state(m.a());'),
    script('class Kept { words = m.a(); }'),
  ])('finds words that are kept in one language: %s', async (code) => {
    expect(await findsWords(code)).toBe(true);
  });

  it.each([
    '<p class="lead quiet" title={m.a()}>{m.b()} · {count} {kind === \'code\' ? m.c() : m.d()}</p>',
    '<input type="text" name="method" aria-describedby={`${id}-notes`} />',
    '<style>p { color: red; }</style>',
    script('const title = $derived(m.a());'),
    script('const words = { label: m.a };'),
    script("const fail = () => { throw new Error('The desk is not there.'); };"),
    script('const onclick = () => { const words = m.a(); say(words); };'),
  ])('lets pass: %s', async (code) => {
    expect(await findsWords(code)).toBe(false);
  });

  it('does so in every file of the window', async () => {
    const ruleOf = async (file: string) => {
      const config: { rules: Record<string, unknown> } = await eslint.calculateConfigForFile(file);
      return config.rules['no-restricted-syntax'];
    };
    const expected = await ruleOf('renderer/components/Button.svelte');
    expect(await ruleOf('renderer/route.ts')).toEqual(expected);
    expect(await ruleOf('renderer/announcer.svelte.ts')).toEqual(expected);
  });
});
