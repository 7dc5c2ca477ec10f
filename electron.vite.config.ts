import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { shapeOf } from './electron/ipc/shape';
import { dependencies } from './package.json';
import { contract } from './shared/ipc/contract';
import { ceremonyContract } from './shared/webauthn/ceremony';

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * `test` lifts the start-up guard for what the test driver passes, and has the pseudo-locale; nothing else differs
 * (docs/architecture.md).
 */
const flavour = process.env.ENROLLMENT_DESK_FLAVOUR === 'release' ? 'release' : 'test';
const release = flavour === 'release';

/** The pseudo-locale finds mistakes of layout (renderer/language.svelte.ts); a release neither offers nor carries it. */
const withoutPseudoLocale: Plugin = {
  name: 'without-pseudo-locale',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!/\/ar-XB(\.js)?$/.test(source)) return null;
    return this.resolve(source.replace('ar-XB', 'en'), importer);
  },
};

/**
 * The window starts with one file, and loads others when they are wanted. The ceremony says little: it is one file, which
 * has its few words in every language.
 */
const filesOfAPage = (): Plugin => {
  let isCeremony = false;
  return {
    name: 'files-of-a-page',
    enforce: 'pre',
    apply: 'build',
    options({ input }) {
      // each page is a build of its own, see `isolatedEntries`
      isCeremony = typeof input === 'object' && 'ceremony' in input && !('index' in input);
    },
    outputOptions: (options) =>
      isCeremony
        ? options
        : {
            ...options,
            codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] },
          },
    resolveId: (source) =>
      isCeremony && source.endsWith('/words') ? at('renderer/ceremony/words.ts') : null,
  };
};

export default defineConfig({
  main: {
    define: {
      FLAVOUR: JSON.stringify(flavour),
      CONTRACT_SHAPE: JSON.stringify(shapeOf(contract)),
    },
    build: {
      target: 'node20',
      outDir: at('out/main'),
      minify: true,
      // bundled, so that start-up reads few files; only keytar has to stay outside, for its native module
      externalizeDeps: {
        include: ['keytar'],
        exclude: Object.keys(dependencies).filter((name) => name !== 'keytar'),
      },
      rolldownOptions: {
        input: {
          main: at('electron/main.ts'),
          'keytar-process': at('electron/vault/keytar-process.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    define: {
      CONTRACT_SHAPE: JSON.stringify(shapeOf(contract)),
      CEREMONY_SHAPE: JSON.stringify(shapeOf(ceremonyContract)),
    },
    build: {
      target: 'node20',
      outDir: at('out/preload'),
      minify: true,
      externalizeDeps: false,
      // a sandboxed preload script loads no other file
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          preload: at('electron/preload.ts'),
          ceremony: at('electron/ceremony/preload.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    define: release ? { 'import.meta.env.RELEASE': 'true' } : {},
    plugins: [...(release ? [withoutPseudoLocale] : []), filesOfAPage(), svelte()],
    build: {
      target: 'chrome130',
      outDir: at('out/renderer'),
      minify: true,
      // the content security policy allows no inlined anything but images
      assetsInlineLimit: 0,
      modulePreload: false,
      // the window carries nothing of the ceremony's page, and that page nothing of the window's
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          index: at('renderer/index.html'),
          ceremony: at('renderer/ceremony/index.html'),
        },
      },
    },
  },
});
