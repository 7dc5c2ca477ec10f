interface ImportMetaEnv {
  /** put in by the build of a release (electron.vite.config.ts) */
  readonly RELEASE?: true;
}
