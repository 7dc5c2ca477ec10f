/** How this program was built: `test` lifts the guard for what the test driver has to pass. */
export type Flavour = 'test' | 'release';

/**
 * Switches and variables that would open the window, the network or the process to others, or weaken TLS. Fuses do not
 * cover them (`--remote-debugging-port` and `NODE_TLS_REJECT_UNAUTHORIZED` work with every fuse hardened).
 */
const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'proxy-bypass-list',
  'proxy-auto-detect',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'disable-web-security',
  'allow-running-insecure-content',
  'no-sandbox',
  'disable-site-isolation-trials',
  'load-extension',
  'user-data-dir',
  'ssl-key-log-file',
  'log-net-log',
  'enable-logging',
  'unsafely-treat-insecure-origin-as-secure',
] as const;

/** Others (`NODE_OPTIONS`, `NODE_EXTRA_CA_CERTS`, `ELECTRON_RUN_AS_NODE`) have no effect once the fuses are set. */
const refusedVariables = ['NODE_TLS_REJECT_UNAUTHORIZED', 'SSLKEYLOGFILE'] as const;

/** What the test driver needs: Playwright's inspector pipe, and `no-sandbox` where root runs Chromium. */
const liftedForTests: ReadonlySet<string> = new Set([
  'remote-debugging-port',
  'inspect',
  'no-sandbox',
]);

/** Names of the switches in `argv`, spelled `--name`, `--name=value` or `-name`, up to a lone `--`. */
const switchesOf = (argv: readonly string[]): string[] => {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end))
    .map((argument) => /^--?([a-z][a-z0-9-]*)(=.*)?$/i.exec(argument)?.[1]?.toLowerCase())
    .filter((name) => name !== undefined);
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
