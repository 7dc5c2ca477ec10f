import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import security from 'eslint-plugin-security';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Places that have one home: everything else takes them as a parameter. */
const singleHomes = {
  electron: {
    name: 'electron',
    message:
      'Only main, compose, preload, window, keytar-host, ceremony/ and security/ know Electron; take what you need as a parameter.',
  },
  keytar: { name: 'keytar', message: 'Only vault/keytar-process.ts may load keytar.' },
};
/** What starts programs or runs text as one. */
const programs = ['child_process', 'node:child_process', 'vm', 'node:vm'].map((name) => ({
  name,
  message:
    'Only desktop-agent/run.ts starts programs, by a path that is whole and without a shell.',
}));

/** Imports go one way: `shared` <- nothing; `renderer` -> `shared`; `electron` -> `shared`; `test` -> all. */
const oneWay = (...closed) => ({
  regex: `^(\\.{1,2}/)+(${closed.join('|')})/`,
  message: 'Imports go one way: see docs/architecture.md.',
});

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'process.env is read in main.ts only; take the value as a parameter.',
};

const wordProps =
  '/^(title|lead|label|text|what|hint|help|heed|problem|spoken|legend|summary|placeholder|alt|aria-label|aria-description|aria-roledescription|aria-valuetext)$/';
const letters = '/\\p{L}/u';
const sentence = '/\\p{L}\\S*\\s+\\S*\\p{L}/u';
/** What is compared, called with or looked up is no text. */
const spoken = ':not(BinaryExpression, MemberExpression, SwitchCase, TSLiteralType)';
const noWords = [
  // in markup
  `:not(SvelteStyleElement) > SvelteText[value=${letters}]`,
  `:not(SvelteAttribute, SvelteStyleDirective) > SvelteMustacheTag ${spoken} > Literal[value=${letters}]`,
  `:not(SvelteAttribute, SvelteStyleDirective) > SvelteMustacheTag > Literal[value=${letters}]`,
  `:not(SvelteAttribute, SvelteStyleDirective) > SvelteMustacheTag TemplateElement[value.raw=${letters}]`,
  // in attributes and props that are read or heard
  `SvelteAttribute[key.name=${wordProps}] > SvelteLiteral[value=${letters}]`,
  `SvelteAttribute[key.name=${wordProps}] > SvelteMustacheTag > Literal[value=${letters}]`,
  `SvelteAttribute[key.name=${wordProps}] > SvelteMustacheTag ${spoken} > Literal[value=${letters}]`,
  `SvelteAttribute[key.name=${wordProps}] TemplateElement[value.raw=${letters}]`,
  `Property[key.name=${wordProps}] > Literal[value=${letters}]`,
  `Property[key.name=${wordProps}] > TemplateLiteral > TemplateElement[value.raw=${letters}]`,
  // anywhere else: what reads like a sentence, unless it is thrown
  `:not(NewExpression) > Literal[value=${sentence}]`,
  `:not(NewExpression) > TemplateLiteral > TemplateElement[value.raw=${sentence}]`,
].map((selector) => ({ selector, message: 'Every word that is seen is a message: m.key().' }));

/** What would turn text into markup or script; the page's policy refuses it as well. */
const noTextAsCode = [
  'AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$|^srcdoc$/]',
  'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseFromString)$/]',
  'CallExpression[callee.object.name="document"][callee.property.name=/^write(ln)?$/]',
  'CallExpression[callee.property.name=/^executeJavaScript/]',
  'SvelteAttribute[key.name=/^(srcdoc|on[a-z]+)$/] > SvelteLiteral',
].map((selector) => ({ selector, message: 'Text is shown as text: no markup, no script.' }));

/** They would stay in the language in which they were made: see "Words follow the language". */
const kept = 'SvelteScriptElement > VariableDeclaration > VariableDeclarator';
const aMessage = 'CallExpression[callee.object.name="m"]';
const noKeptWords = [
  `${kept} > ${aMessage}`,
  `${kept} > :matches(ArrayExpression, ConditionalExpression, LogicalExpression, TemplateLiteral) > ${aMessage}`,
  `${kept} > ObjectExpression > Property > ${aMessage}`,
  `PropertyDefinition > ${aMessage}`,
  `:matches(CallExpression[callee.name="$state"], CallExpression[callee.object.name="$state"]) > ${aMessage}`,
].map((selector) => ({
  selector,
  message: 'Words that are kept do not follow the language: use $derived, or keep the function.',
}));

export default defineConfig(
  {
    ignores: [
      'node_modules',
      'out',
      'dist',
      '.cache',
      'renderer/messages/compiled',
      'test-results',
      'docs',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(node:|electron$)', message: 'shared is pure.' },
            oneWay('electron', 'renderer', 'test', 'scripts'),
          ],
        },
      ],
      'no-restricted-globals': ['error', 'Date', 'setTimeout', 'setInterval', 'fetch', 'process'],
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [singleHomes.electron, singleHomes.keytar, ...programs],
          patterns: [oneWay('renderer', 'test', 'scripts')],
        },
      ],
      'no-restricted-syntax': ['error', noEnvironment, ...noTextAsCode],
      'no-console': 'error',
    },
  },
  {
    files: [
      'electron/main.ts',
      'electron/compose.ts',
      'electron/preload.ts',
      'electron/window.ts',
      'electron/keytar-host.ts',
      'electron/ceremony/**/*.ts',
      'electron/security/**/*.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [singleHomes.keytar, ...programs],
          patterns: [oneWay('renderer', 'test', 'scripts')],
        },
      ],
    },
  },
  {
    files: ['electron/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noTextAsCode] },
  },
  {
    // looks into the page from outside, where it has nothing to do with what anybody typed
    files: ['electron/security/self-test.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnvironment] },
  },
  {
    files: ['electron/vault/keytar-process.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [singleHomes.electron, ...programs],
          patterns: [oneWay('renderer', 'test', 'scripts')],
        },
      ],
    },
  },
  {
    files: ['electron/desktop-agent/run.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [singleHomes.electron, singleHomes.keytar],
          patterns: [oneWay('renderer', 'test', 'scripts')],
        },
      ],
    },
  },
  {
    // what the types do not tell; the other rules of the plugin are left out (docs/dependencies.md)
    files: ['electron/**/*.ts', 'shared/**/*.ts', 'renderer/**'],
    plugins: { security },
    rules: {
      'no-eval': 'error',
      'security/detect-bidi-characters': 'error',
      'security/detect-invisible-characters': 'error',
      'security/detect-non-literal-regexp': 'error',
      'security/detect-non-literal-require': 'error',
      'security/detect-pseudoRandomBytes': 'error',
    },
  },
  {
    files: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    // svelte-check does the type-checking here: a second typed program for each component takes a minute
    files: ['**/*.svelte'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: false } },
    rules: { 'svelte/no-unused-props': 'off' },
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...noWords, ...noKeptWords, ...noTextAsCode],
      'no-restricted-imports': [
        'error',
        {
          paths: [singleHomes.electron, singleHomes.keytar, ...programs],
          patterns: [oneWay('electron', 'test', 'scripts')],
        },
      ],
      'no-restricted-globals': [
        'error',
        'fetch',
        'XMLHttpRequest',
        'WebSocket',
        'localStorage',
        'sessionStorage',
        'indexedDB',
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // answers of the servers under test are examined as they are
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'test/**/*.mjs', 'eslint.config.js'],
    languageOptions: { globals: globals.node },
  },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
);
