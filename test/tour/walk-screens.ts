import { expect } from '@playwright/test';
import type { Stage } from './stage';

const address = 'kim.new@example.org';

/** What happens at each screen. */
type Visit = (name: string) => Promise<void>;

/** Leads from the sign-in to two proven devices and stops at each screen on the way. */
export const walkScreens = async (
  { window, browser, profile, person, sandbox, code }: Stage,
  visit: Visit,
): Promise<void> => {
  sandbox.agent.mode = 'ask';
  await window.sees('Sign in');
  await visit('sign-in');
  await window.startsSignIn();
  await visit('waiting-for-the-browser');
  await browser.signIn(profile, person);
  await window.sees('Your devices');
  await window.button('Pair a device').first().click();
  await window.sees('What would you like to pair?');
  await visit('choose');
  await window.button('Cancel').click();
  await window.asksForEmailCode(address);
  await visit('code');
  await window.types(await code(address, 1));
  await window.sees('Paired. Now prove that it works');
  await visit('prove');
  await window.types(await code(address, 2));
  await window.sees('Paired and proven');
  await window.button('Done').click();
  await window.asksPingIdDesktop();
  await window.sees('Confirm on this computer');
  await visit('pingid-desktop');
  await expect.poll(() => sandbox.agent.answer('confirm')).toBe(true);
  await window.sees('Confirm once more');
  await expect.poll(() => sandbox.agent.answer('confirm')).toBe(true);
  await window.sees('Paired and proven');
  await visit('proven');
  await window.button('Done').click();
  await window.sees('Your devices');
  await visit('devices');
};
