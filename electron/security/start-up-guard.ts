/** How this program was built: `test` lifts the guard for what the test driver has to pass. */
export type Flavour = 'test' | 'release';

/**
 * Switches and variables that would open the window, the network or the process to others, or weaken TLS. Fuses do not
 * cover them (`--remote-debugging-port` and `NODE_TLS_REJECT_UNAUTHORIZED` work with every fuse hardened). What is
 * decided about each, and why: docs/security-checks.md.
 */
export const refusedSwitches = [
  // a door into the process or the window
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'debug-port',
  'experimental-network-inspection',
  'js-flags',
  'load-extension',
  // another program in the place of one of our processes
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  // where the network leads
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'proxy-bypass-list',
  'proxy-auto-detect',
  'no-proxy-server',
  'auth-server-allowlist',
  'auth-server-whitelist',
  'auth-negotiate-delegate-allowlist',
  'auth-negotiate-delegate-whitelist',
  // TLS
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'allow-running-insecure-content',
  // walls between page and system
  'disable-web-security',
  'allow-file-access-from-files',
  'disable-site-isolation-trials',
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-setuid-sandbox',
  'no-zygote',
  'no-zygote-sandbox',
  'single-process',
  'in-process-gpu',
  'use-fake-ui-for-media-stream',
  'enable-features',
  'disable-features',
  'enable-blink-features',
  'disable-blink-features',
  'enable-experimental-web-platform-features',
  // what is written down, and where
  'user-data-dir',
  'enable-logging',
  'log-file',
  'log-net-log',
  'net-log-capture-mode',
  'trace-startup',
  'trace-startup-file',
  'enable-crash-reporter',
] as const;

/** Others (`NODE_OPTIONS`, `NODE_EXTRA_CA_CERTS`, `ELECTRON_RUN_AS_NODE`) have no effect once the fuses are set. */
export const refusedVariables = [
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSLKEYLOGFILE',
  // would print what is sent to PingID Desktop
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  // would send it through a proxy, on Node 24
  'NODE_USE_ENV_PROXY',
  'NODE_V8_COVERAGE',
  'NODE_REDIRECT_WARNINGS',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
  'ELECTRON_NO_ASAR',
  // another program as Chromium's sandbox
  'CHROME_DEVEL_SANDBOX',
] as const;

/** What the test driver needs: Playwright's inspector pipe, and `no-sandbox` where root runs Chromium. */
const liftedForTests: ReadonlySet<string> = new Set([
  'remote-debugging-port',
  'inspect',
  'no-sandbox',
]);

/**
 * Names of the switches in `argv`, up to a lone `--`, spelled in any way that Chromium or Node takes: `--name`,
 * `--name=value`, `-name`, on Windows `/name`, for Node `--a_name`.
 */
const switchesOf = (argv: readonly string[]): string[] => {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end))
    .map((argument) => /^(?:--?|\/)([a-z][a-z0-9_-]*)(?:=.*)?$/is.exec(argument.trim())?.[1])
    .filter((name) => name !== undefined)
    .map((name) => name.toLowerCase().replaceAll('_', '-'));
};

/** The dangerous switches and variables that this process was started with; empty when it may go on. */
export const dangersOf = (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  flavour: Flavour,
): readonly string[] => {
  const given = new Set(switchesOf(argv));
  return [
    ...refusedSwitches.filter((name) => given.has(name)),
    ...refusedVariables.filter((name) => (environment[name] ?? '') !== ''),
  ].filter((name) => flavour === 'release' || !liftedForTests.has(name));
};
