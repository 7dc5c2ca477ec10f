import { expect } from '@playwright/test';
import { openedCeremony, SecurityKey, useKey } from '../driver/security-keys';
import type { Stage } from './stage';

const phone = '+15125550199';
const halfMinute = 30_000;

/** What happens at each screen. */
type Visit = (name: string) => Promise<void>;

const signIn = async ({ window, browser, profile, person }: Stage, visit: Visit) => {
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
  await window.sees('Your devices');
};

const pairPhone = async ({ window, code }: Stage, visit: Visit) => {
  await window.chooses('Text message', 'Pair a phone by text message');
  await window.sees('Which phone number?');
  await window.page.getByLabel('Phone number').fill('(512) 555-0199');
  await window.says('We will use +1 512 555 0199');
  await visit('phone');
  await window.button('Send the code').click();
  await window.sees('Enter the code');
  await visit('code');
  await window.types(await code(phone, 1));
  await window.sees('Paired. Now prove that it works');
  await visit('prove');
  await window.types(await code(phone, 2));
  await window.sees('Paired and proven');
  await window.button('Done').click();
};

const pairApp = async ({ window, sandbox, person }: Stage, visit: Visit) => {
  await window.asksForAuthenticatorApp();
  await expect(window.page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  await visit('authenticator-app');
  await window.page.getByText(/^Cannot scan it/).click();
  await visit('authenticator-app-key');
  const device = sandbox.devices(person.id).find(({ type }) => type === 'TOTP');
  await window.types(sandbox.apps.code(device?.id ?? ''));
  await window.sees('Paired. Now prove that it works');
  await visit('authenticator-app-prove');
  sandbox.clock.advance(halfMinute);
  await window.types(sandbox.apps.code(device?.id ?? ''));
  await window.sees('Paired and proven');
  await window.button('Done').click();
};

const pairToken = async ({ window, sandbox }: Stage, visit: Visit) => {
  const token = sandbox.tokens.find('TOTP0003DRIFT');
  await window.chooses('Hardware token', 'Pair a hardware token');
  await window.sees('Which hardware token?');
  await visit('hardware-token-serial');
  await window.page.getByLabel('Serial number').fill(token.serialNumber);
  await window.button('Pair this token').click();
  await window.sees('Enter the code on the token');
  await visit('hardware-token');
  // the very next code, however long the visit takes
  const next = token.nextCodeAt ?? 0;
  await window.typesAndSends(token.press());
  await window.sees('Nearly there: the next code');
  await visit('hardware-token-next');
  sandbox.clock.set(next);
  await window.types(token.press());
  await window.sees('Paired. Now prove that it works');
  await visit('hardware-token-prove');
  await window.button('Prove it later').click();
  await window.sees('Paired, not proven yet');
  await window.button('Done').click();
};

const pairDesktop = async ({ window, sandbox }: Stage, visit: Visit) => {
  sandbox.agent.mode = 'ask';
  await window.asksPingIdDesktop();
  await window.sees('Confirm on this computer');
  await visit('pingid-desktop');
  await expect.poll(() => sandbox.agent.answer('confirm')).toBe(true);
  await window.sees('Confirm once more');
  await expect.poll(() => sandbox.agent.answer('confirm')).toBe(true);
  await window.sees('Paired and proven');
  await visit('proven');
  await window.button('Done').click();
};

const pairKey = async ({ window, app }: Stage, visit: Visit) => {
  const key = new SecurityKey();
  await window.chooses('Security key or passkey', 'Pair a security key');
  await window.sees('Pair a security key or passkey');
  await visit('security-key-describe');
  await window.button('Ask for the key').click();
  const ceremony = await openedCeremony(app.electron, key);
  await window.sees('Use your security key');
  await visit('security-key');
  await ceremony.cancel();
  await ceremony.closed;
  await window.sees('You stopped it');
  await visit('security-key-stopped');
  await window.button('Ask for the key again').click();
  await useKey(app.electron, key);
  await window.sees('Use it once more');
  await useKey(app.electron, key);
  await window.sees('Paired and proven');
  await window.button('Done').click();
};

const pairMobile = async ({ window, sandbox }: Stage, visit: Visit) => {
  await window.asksForApp();
  await visit('mobile-app');
  const phone = sandbox.phoneApps.claim(await window.pairingKey());
  await window.sees('Paired. Now answer on your phone');
  await visit('push');
  await expect.poll(() => phone.pushes.length).toBe(1);
  phone.answer('approve');
  await window.sees('Paired and proven');
  await window.button('Done').click();
};

const triesAnother = async ({ window }: Stage, visit: Visit) => {
  await window.opensDevice('Mobile app');
  await window.button('Test it again').click();
  await window.sees('Answer on your phone');
  await window.button('Use another device').click();
  await window.sees('Which device shall be tried?');
  await visit('choose-device');
  await window.button('Cancel').click();
  await window.sees('Not proven');
  await window.button('Done').click();
  await window.sees('Mobile app');
  await window.button('Back to your devices').click();
};

/** A change whose answer is lost, and a device that cannot be looked up for now. */
const losesAnAnswer = async ({ window, sandbox }: Stage, visit: Visit) => {
  const always = 1_000;
  sandbox.faults.add({ method: 'PUT', path: /\/nickname$/, times: always, effect: 'cutAfter' });
  sandbox.faults.add({
    method: 'GET',
    path: /\/devices\/[^/]+$/,
    times: always,
    effect: { status: 500 },
  });
  await window.does('My phone', 'Rename');
  await window.page.getByRole('textbox', { name: 'Name' }).fill('Private phone');
  await window.button('Save the name').click();
  await window.says('The connection broke in between.');
  await window.button('Cancel').click();
  await window.choosesMenu('What is still open');
  await window.sees('What is still open');
  // PingOne is asked several times, a little later each time
  const why = window.page.getByText('PingOne could not be asked about all of it', { exact: true });
  await expect(why).toBeVisible({ timeout: 20_000 });
  await visit('open');
  sandbox.faults.clear();
  await window.button('Look again now').click();
  await window.says(/^Nothing is open/);
  await window.button('Back to your devices').click();
};

const looksAtDiagnostics = async ({ window }: Stage, visit: Visit) => {
  await window.choosesMenu('Diagnostics for support');
  await window.sees('Diagnostics for support');
  await expect(window.button('Save…')).toBeEnabled();
  await visit('diagnostics');
};

/** Leads from the sign-in through each kind of challenge to the list, and stops at each screen on the way. */
export const walkScreens = async (stage: Stage, visit: Visit): Promise<void> => {
  const { window } = stage;
  await signIn(stage, visit);
  await pairPhone(stage, visit);
  await pairApp(stage, visit);
  await pairToken(stage, visit);
  await pairDesktop(stage, visit);
  await pairKey(stage, visit);
  await pairMobile(stage, visit);
  await triesAnother(stage, visit);
  await window.sees('Your devices');
  await visit('devices');
  await window.opensDevice('My phone');
  await visit('device');
  await window.button('Back to your devices').click();
  await losesAnAnswer(stage, visit);
  await looksAtDiagnostics(stage, visit);
};
