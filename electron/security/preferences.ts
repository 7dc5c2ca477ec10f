/** What every page of ours runs with, beside its session and its preload script. */
export const hardened = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  devTools: FLAVOUR === 'test',
} as const;
