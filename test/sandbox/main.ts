import { readCommandLine, USAGE } from './command-line';
import { createSandbox, defaultSeed, type Seed } from './index';
import { readSeedFile, SeedFileError } from './seed-file';

const command = readCommandLine(process.argv.slice(2));

function refuse(message: string): never {
  process.stderr.write(`sandbox: ${message}\n`);
  process.exit(2);
}

function seedFrom(file: string | undefined, generated: number | undefined): Seed {
  try {
    const seed = file === undefined ? defaultSeed() : readSeedFile(file);
    return { ...seed, generated: generated ?? seed.generated };
  } catch (error) {
    if (error instanceof SeedFileError) refuse(error.message);
    throw error;
  }
}

async function run(portBase: number | undefined, seed: Seed): Promise<void> {
  const sandbox = await createSandbox({ seed, ...(portBase !== undefined && { portBase }) });
  // A person is here: let them answer the agent's prompt on the inbox page.
  sandbox.agent.mode = 'ask';
  process.stdout.write(`${JSON.stringify(sandbox.address)}\n`);
  const { inboxUrl, authBaseUrl, apiBaseUrl, desktopAgentUrl, users } = sandbox.address;
  process.stderr.write(
    [
      `Inbox and prompts  ${inboxUrl}/`,
      `Auth host          ${authBaseUrl}`,
      `Management host    ${apiBaseUrl}`,
      `Desktop agent      ${desktopAgentUrl}`,
      ...users.map(({ username, password }) => `Sign in as         ${username} / ${password}`),
      'Ctrl+C ends it.',
      '',
    ].join('\n'),
  );
  const end = () => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // npm starts its script through a shell, and that shell dies of a signal without passing it on.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 500).unref();
}

if (command.is === 'help') process.stdout.write(USAGE);
else if (command.is === 'wrong') refuse(`${command.message}\n\n${USAGE}`);
else {
  run(command.portBase, seedFrom(command.seedFile, command.generated)).catch((error: unknown) => {
    process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
