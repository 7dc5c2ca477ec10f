import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

// these rules need no types, and to read all of them takes half a minute
const eslint = new ESLint({
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** The rules that the project's own lint breaks over this code, in this place. */
const rulesIn = async (filePath: string, code: string): Promise<(string | null)[]> => {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ ruleId }) => ruleId);
};
const syntax = 'no-restricted-syntax';
const component = 'renderer/components/Button.svelte';
const script = (code: string): string => `<script lang="ts">${code}</script>`;

describe('the lint for security', { timeout: 30_000 }, () => {
  it.each([
    [syntax, script('const show = (to: Element, text: string) => { to.innerHTML = text; };')],
    [
      syntax,
      script(
        "const show = (to: Element, text: string) => to.insertAdjacentHTML('afterend', text);",
      ),
    ],
    [syntax, script('const show = (text: string) => document.write(text);')],
    [syntax, '<button onclick="go()"></button>'],
    ['svelte/no-at-html-tags', '{@html words}'],
    ['no-eval', script('const run = (text: string) => eval(text);')],
    ['no-restricted-imports', script("import { exec } from 'node:child_process'; exec('ls');")],
    ['security/detect-bidi-characters', script("const name = '\u202e';")],
    [
      'security/detect-non-literal-regexp',
      script('const find = (text: string) => new RegExp(text);'),
    ],
  ])('finds %s in %s', async (rule, code) => {
    expect(await rulesIn(component, code)).toContain(rule);
  });

  it.each([
    ['no-restricted-imports', 'electron/pairing/runner.ts', "import 'node:child_process';"],
    ['no-restricted-imports', 'electron/main.ts', "import 'node:child_process';"],
    ['no-restricted-imports', 'electron/vault/keytar-process.ts', "import 'node:vm';"],
    ['no-restricted-imports', 'electron/desktop-agent/run.ts', "import 'keytar';"],
    [syntax, 'electron/window.ts', "window.webContents.executeJavaScript('1');"],
    [syntax, 'electron/main.ts', "window.webContents.executeJavaScript('1');"],
  ])('finds %s in %s', async (rule, file, code) => {
    expect(await rulesIn(file, code)).toContain(rule);
  });

  it('lets the one place that starts programs start them', async () => {
    const code = "import 'node:child_process';";
    expect(await rulesIn('electron/desktop-agent/run.ts', code)).not.toContain(
      'no-restricted-imports',
    );
  });
});
