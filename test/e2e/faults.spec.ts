import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAdministrator } from '../driver/administrator';
import { storedSecret } from '../driver/keyring';
import { expect, test } from './fixtures';

// seen to fail without `pressOnce`: the form was sent with what stood in it, before anybody could have read it
test('[fault 35] Enter that is held down presses one button, and none of the next screen', async ({
  desk,
}) => {
  const { keyboard } = desk.window.page;
  await desk.signIn();
  await desk.window.button('Pair a device').first().click();
  await desk.window.sees('What would you like to pair?');
  await desk.window.page.getByRole('radio', { name: /^E-mail/ }).check({ force: true });
  await desk.window.button('Pair an e-mail address').focus();
  await keyboard.down('Enter');
  await desk.window.sees('Which e-mail address?');
  await desk.window.button('Send the code').focus();
  await keyboard.down('Enter');
  await keyboard.down('Enter');
  await keyboard.up('Enter');
  await desk.window.page.getByLabel('E-mail address').fill('kim.new@example.org');
  await desk.window.button('Send the code').press('Enter');
  await desk.window.sees('Enter the code');
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([
    { attributes: { email: 'kim.new@example.org' } },
  ]);
});

// seen to fail with a program that does not listen for the computer's waking
test('[fault 52, 69] on waking, the window says that the device was deleted meanwhile', async ({
  desk,
}) => {
  desk.sandbox.agent.mode = 'ask';
  await desk.signIn();
  await desk.window.asksPingIdDesktop();
  await desk.window.sees('Confirm on this computer');
  // the screen comes first, the device and the question after it
  await expect.poll(() => desk.sandbox.agent.prompt).not.toBeNull();
  const [device] = desk.sandbox.devices(desk.person.id);
  await createAdministrator(desk.sandbox.address).remove(desk.person.id, device?.id ?? '');
  await desk.app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await desk.window.sees('This did not work');
  await desk.window.says('Nothing was left behind in PingOne.');
});

test.describe('without a keychain', () => {
  test.use({
    profile: async ({ profile }, use) => {
      await use({
        ...profile,
        environment: {
          ...profile.environment,
          DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
        },
      });
    },
  });

  // seen to fail with a keychain that is said to be locked where there is none
  test('[fault 55] a person signs in for this run, is told so, and nothing is stored anywhere', async ({
    desk,
  }) => {
    await desk.signIn();
    await desk.window.says('You stay signed in only until you close this window');
    await desk.window.says(/This computer offers no keychain/);
    expect(await storedSecret(desk.sandbox.address)).toBeNull();
    const state = await readdir(join(desk.profile.appData, 'Enrollment Desk', 'state')).catch(
      () => [],
    );
    expect(state.filter((name) => !/^(window|journal|devices|language)/.test(name))).toEqual([]);
    await desk.relaunch();
    await desk.window.sees('Sign in');
  });
});
