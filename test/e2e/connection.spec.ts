import type { Page } from '@playwright/test';
import { configurationFor } from '../driver/profile';
import type { Sandbox } from '../sandbox';
import { expect, test } from './fixtures';

test.describe('on the first run', () => {
  test.use({ configuration: { of: () => null } });

  const fillIn = async (page: Page, { address }: Sandbox): Promise<void> => {
    await page.getByLabel('Environment ID').fill(address.environmentId);
    await page.getByLabel('Client ID').fill(address.clientId);
    await page.getByText('More settings').first().click();
    await page.getByLabel('Address of the API').fill(address.apiBaseUrl);
    await page.getByLabel('Address for signing in').fill(address.authBaseUrl);
    await page.getByLabel('Redirect port').fill('0');
  };

  test('the connection is tested, saved and used', async ({ desk }) => {
    const { page } = desk.window;
    await desk.window.sees('Connect to PingOne');
    await fillIn(page, desk.sandbox);
    await desk.window.button('Test the connection').click();
    await desk.window.says('The connection works');
    await desk.window.button('Save and continue').click();
    await desk.signIn();
    await desk.relaunch();
    await desk.window.sees('Your devices');
  });

  test('malformed values are named at their fields, and nothing is sent', async ({ desk }) => {
    const { page } = desk.window;
    await page.getByLabel('Environment ID').fill('not an id');
    await page.getByLabel('Client ID').fill('');
    await desk.window.button('Test the connection').click();
    await expect(page.getByLabel('Environment ID')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Client ID')).toHaveAttribute('aria-invalid', 'true');
    expect(desk.sandbox.requests).toEqual([]);
  });

  for (const [what, change, words] of [
    [
      'an environment that PingOne does not know',
      { environment: '0d5a9a52-0000-4000-8000-00000000beef' },
      'PingOne does not know this environment ID in this region.',
    ],
    [
      'a host that nobody answers on',
      { auth: 'http://127.0.0.1:47820' },
      '127.0.0.1 cannot be reached.',
    ],
  ] as const)
    test(`${what} is found out before anything is saved`, async ({ desk }) => {
      const { page } = desk.window;
      await fillIn(page, desk.sandbox);
      if ('environment' in change) await page.getByLabel('Environment ID').fill(change.environment);
      else await page.getByLabel('Address for signing in').fill(change.auth);
      await desk.window.button('Test the connection').click();
      await desk.window.says('The connection does not work');
      await desk.window.says(words);
      await expect(desk.window.button('Save and continue')).toBeHidden();
    });

  test('a host that is not PingOne is found out', async ({ desk }) => {
    const { page } = desk.window;
    await fillIn(page, desk.sandbox);
    await page.getByLabel('Address for signing in').fill(desk.sandbox.address.inboxUrl);
    await desk.window.button('Test the connection').click();
    await desk.window.says(/does not answer like PingOne\.$/);
  });
});

test.describe('with a malformed configuration file', () => {
  test.use({
    configuration: {
      of: (sandbox: Sandbox) => ({
        ...configurationFor(sandbox.address),
        clientId: 7,
        idleSecond: 60,
      }),
    },
  });

  test('every problem is listed with key, kind and source, and no value', async ({ desk }) => {
    await desk.window.sees('The settings cannot be used');
    await desk.window.says('clientId');
    await desk.window.says('It is of the wrong kind: number was found.');
    await desk.window.says('idleSecond');
    await desk.window.says('There is no such setting.');
  });
});

test.describe('with a configuration file that is no JSON', () => {
  test.use({ configuration: { of: () => '{"environmentId":' } });

  test('that is said', async ({ desk }) => {
    await desk.window.sees('The settings cannot be used');
    await desk.window.says('The file is not valid JSON.');
  });
});
