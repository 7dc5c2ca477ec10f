import { npm } from './dependencies.mjs';
import { Refusal, step } from './report.mjs';
import { run } from './run.mjs';

/**
 * Builds the app into `out/`.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {'test' | 'release'} [flavour]
 */
export async function buildApp(env, flavour = 'test') {
  const [command, args] = npm('run', '-s', 'build');
  await step(`Building the app (${flavour} flavour)`, async () => {
    const code = await run(command, args, { env: { ...env, ENROLLMENT_DESK_FLAVOUR: flavour } });
    if (code !== 0) throw new Refusal('The build failed; see above.');
  });
}
