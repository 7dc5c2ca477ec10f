/** `npm run dev`: the app with hot reload, against a sandbox of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { inCheckout, toolScript } from './setup/checkout.mjs';
import { hasDisplay, prepareElectron, sandboxArguments } from './setup/prepare.mjs';
import { Refusal, runCommand, say } from './setup/report.mjs';
import { run } from './setup/run.mjs';
import { startSandbox } from './setup/sandbox.mjs';

await runCommand(async () => {
  if (!hasDisplay()) {
    throw new Refusal(
      'There is no display to show the window on. Set DISPLAY or WAYLAND_DISPLAY and type\n' +
        '  npm run dev\nagain, or type\n  npm start\nfor a tour without a display.',
    );
  }
  const { env } = await prepareElectron({ packages: ['keychain'] });
  const sandbox = await startSandbox();
  try {
    say(`Codes and the desktop agent's prompt: ${sandbox.facts.inboxUrl}/`);
    const electronVite = toolScript('electron-vite');
    return await run(process.execPath, [electronVite, 'dev', '--', ...sandboxArguments()], {
      env: { ...env, ENROLLMENT_DESK_CONFIG: writeConfiguration(sandbox.facts) },
    });
  } finally {
    await sandbox.stop();
  }
});

/**
 * The app's configuration file for this sandbox; answers its path.
 *
 * @param {import('./setup/sandbox.mjs').SandboxFacts} facts
 */
function writeConfiguration(facts) {
  const folder = inCheckout('.cache', 'dev');
  const file = `${folder}/config.json`;
  const configuration = {
    environmentId: facts.environmentId,
    clientId: facts.clientId,
    operatorClientId: facts.operatorClientId,
    apiBaseUrl: facts.apiBaseUrl,
    authBaseUrl: facts.authBaseUrl,
    relyingParty: facts.relyingParty,
    desktopAgentPort: Number(new URL(facts.desktopAgentUrl).port),
    // Any free port: an installed Enrollment Desk may hold the usual one.
    redirectPort: 0,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(configuration, undefined, 2));
  return file;
}
