import { openedCeremony } from '../driver/security-keys';
import { expect, test } from './fixtures';

test('a language that was chosen at a workstation is spoken at the next start, and in its other windows', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.sees('Your devices');
  await desk.window.button('Menu').click();
  await desk.window.page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await desk.window.sees('Ihre Geräte');

  await desk.relaunch();
  await desk.window.sees('Ihre Geräte');
  await desk.window.button('Gerät koppeln').first().click();
  await desk.window.page
    .getByRole('radio', { name: /^Sicherheitsschlüssel/ })
    .check({ force: true });
  await desk.window.button('Sicherheitsschlüssel koppeln').click();
  await desk.window.button('Nach dem Schlüssel fragen').click();
  const { page } = await openedCeremony(desk.app.electron);
  await expect(page.getByRole('button', { name: 'Jetzt koppeln' })).toBeVisible();
});
