/** Put in by the build (electron.vite.config.ts). */
declare const FLAVOUR: 'test' | 'release';
