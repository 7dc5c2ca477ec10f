import { createInterface } from 'node:readline';
import { root, toolScript } from './checkout.mjs';
import { endOwn, startOwn } from './own-process.mjs';
import { Refusal } from './report.mjs';

/**
 * What the sandbox says about itself, in the first line that it prints.
 *
 * @typedef {object} SandboxFacts
 * @property {string} apiBaseUrl
 * @property {string} authBaseUrl
 * @property {string} desktopAgentUrl
 * @property {string} inboxUrl
 * @property {string} environmentId
 * @property {string} clientId
 * @property {string} operatorClientId
 * @property {{ id: string, origin: string }} relyingParty
 */

/**
 * Starts the sandbox in the background and waits for its first line.
 *
 * @returns {Promise<{ facts: SandboxFacts, stop: () => Promise<void> }>}
 */
export async function startSandbox() {
  const tsx = toolScript('tsx');
  const child = startOwn(process.execPath, [tsx, 'test/sandbox/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    whenOrphaned: 'TERM',
  });
  const stop = () => endOwn(child, 3_000);
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    // Whatever it prints from here on is read and dropped, or it would stop at a full pipe.
    child.stdout?.resume();
    return { facts: factsIn(line), stop };
  }
  throw new Refusal('The sandbox ended before it said where it listens; see above.');
}

/** @param {string} line */
function factsIn(line) {
  /** @type {unknown} */
  const content = JSON.parse(line);
  return /** @type {SandboxFacts} */ (content);
}
