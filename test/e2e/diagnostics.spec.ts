import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { configurationFor } from '../driver/profile';
import type { Sandbox } from '../sandbox';
import { expect, test, type Desk } from './fixtures';

const title = 'Diagnostics for support';

/** Answers the system's own dialog: with this file, or with nothing. */
const answersDialog = async (desk: Desk, filePath: string | null): Promise<void> => {
  await desk.app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, filePath);
};
const shown = (desk: Desk): Promise<string> =>
  desk.window.page
    .locator('pre')
    .allTextContents()
    .then((parts) => parts.join('\n'));
const collected = (desk: Desk) =>
  expect(desk.window.button('Save…')).toBeVisible({ timeout: 15_000 });
const unpacked = async (file: string): Promise<Map<string, string>> => {
  const entries = Object.entries(unzipSync(new Uint8Array(await readFile(file))));
  return new Map(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
};

test.describe('with a configuration', () => {
  test.use({
    configuration: {
      of: (sandbox: Sandbox) => ({
        ...configurationFor(sandbox.address),
        supportContact: 'Help desk, room 4',
      }),
    },
  });

  test('what is saved is what was looked at, and nothing secret is in it', async ({ desk }) => {
    const { sandbox, person, profile } = desk;
    const address = 'kim@example.org';
    await desk.signIn();
    await desk.window.asksForEmailCode(address);
    const { code } = await desk.message(address);
    await desk.window.choosesMenu(title);
    await desk.window.sees(title);
    await collected(desk);
    await desk.window.says('Help desk, room 4');
    const text = await shown(desk);

    await answersDialog(desk, null);
    await desk.window.button('Save…').click();
    await expect(desk.window.button('Save…')).toBeEnabled();
    await expect(desk.window.page.getByText('The file was saved')).toBeHidden();

    const file = join(profile.folder, 'chosen.zip');
    await answersDialog(desk, file);
    await desk.window.button('Save…').click();
    await desk.window.says('The file was saved');
    await desk.window.says(file);

    const files = await unpacked(file);
    expect([...files.keys()]).toEqual(
      [
        'versions',
        'configuration',
        'session',
        'workstation',
        'network',
        'journal',
        'files',
        'log',
      ].map((name) => `${name}.txt`),
    );
    expect([...files.values()].join('')).toBe(`${text}\n`);

    // what support needs
    expect(text).toContain(`environmentId: ${sandbox.address.environmentId}`);
    expect(text).toContain('file named by ENROLLMENT_DESK_CONFIG');
    expect(text).toMatch(/Electron: \d+\./);
    expect(text).toContain('Sign-in: signed in');
    expect(text).toContain('Sign-in proxy: DIRECT');
    expect(text).toContain('Sign-in reached: answered with 200');
    expect(text).toContain('API reached: answered with 401');
    expect(text).toContain('no certificate: plain http');
    // what is under way is not open
    expect(text).toContain('Open changes: 0');
    expect(text).toContain('pairing.command');

    // and what nobody needs
    const bearers = sandbox.requests
      .map(({ headers }) => String(headers.authorization ?? ''))
      .filter((header) => header.startsWith('Bearer '))
      .map((header) => header.slice('Bearer '.length));
    expect(bearers.length).toBeGreaterThan(0);
    for (const secret of [code, person.password, address, 'Novak', ...bearers])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ|Bearer [\w-]{8}/);
    expect(text).not.toContain(person.username);

    // the pairing has gone on meanwhile
    await desk.window.button('Back').first().click();
    await desk.window.sees('Enter the code');
  });

  test('a folder that cannot be written to is said', async ({ desk }) => {
    await desk.window.sees('Sign in');
    await desk.window.button(title).click();
    await collected(desk);
    const noFolder = join(desk.profile.folder, 'no-folder');
    await writeFile(noFolder, '');
    await answersDialog(desk, join(noFolder, 'chosen.zip'));
    await desk.window.button('Save…').click();
    await desk.window.says('The file could not be written.');
  });
});

test.describe('without a configuration', () => {
  test.use({ configuration: { of: () => null } });

  test('they are there all the same', async ({ desk }) => {
    await desk.window.sees('Connect to PingOne');
    await desk.window.button(title).click();
    await collected(desk);
    expect(await shown(desk)).toContain('Configuration: there is none');
  });
});

test.describe('with a configuration that cannot be used', () => {
  test.use({ configuration: { of: () => '{"environmentId":' } });

  test('they are there, and say so', async ({ desk }) => {
    await desk.window.sees('The settings cannot be used');
    await desk.window.button(title).click();
    await collected(desk);
    expect(await shown(desk)).toContain('whole document: notJson');
  });
});
