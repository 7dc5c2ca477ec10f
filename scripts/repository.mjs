/**
 * `npm run repository`: what is committed, looked at from outside. Dependencies are pinned, the lock file says by hashes what
 * is installed, licences are permissive, and no secret is in any file.
 */
import { inCheckout, readJson, toolScript } from './setup/checkout.mjs';
import { npm } from './setup/dependencies.mjs';
import { runCommand, say } from './setup/report.mjs';
import { capture, run } from './setup/run.mjs';
import { gapsIn } from './repository/bill-of-materials';
import { looseEntries } from './repository/lock-file';
import { loosePins, runtimeDependencies } from './repository/pins';

await runCommand(async () => {
  const manifest = readJson(inCheckout('package.json'));
  const findings = [
    ...loosePins(manifest),
    ...looseEntries(readJson(inCheckout('package-lock.json'))),
    ...gapsIn(await billOfMaterials(), runtimeDependencies(manifest)),
  ];
  for (const finding of findings) say(finding);
  const secrets = await run(process.execPath, [toolScript('secretlint'), '--maskSecrets', '**/*']);
  return findings.length === 0 ? secrets : 1;
});

/** @returns {Promise<unknown>} */
async function billOfMaterials() {
  const [command, args] = npm('run', '-s', 'sbom');
  const { stdout } = await capture(command, args);
  /** @type {unknown} */
  const bill = JSON.parse(stdout);
  return bill;
}
