import { expect } from '@playwright/test';
import { storedSecret } from '../driver/keyring';
import { SecurityKey, useKey } from '../driver/security-keys';
import type { Step } from './step';

const address = 'kim.new@example.org';
const phone = '+15125550199';
const driftedToken = 'HOTP0003DRIFT';
const halfMinute = 30_000;

/** Somebody at their own workstation. */
export const workstationSteps: readonly Step[] = [
  ['the app starts and asks to sign in', ({ window }) => window.sees('Sign in')],
  [
    'the sign-in opens the system browser, and the browser comes back',
    async ({ window, browser, profile, person }) => {
      await window.startsSignIn();
      await browser.signIn(profile, person);
      await window.sees('Your devices');
    },
  ],
  [
    'the refresh token is in the keychain',
    async ({ sandbox }) => expect(await storedSecret(sandbox.address)).toContain('refreshToken'),
  ],
  [
    'a telephone number is understood and gets its first code',
    ({ window }) => window.asksForTextMessage('(512) 555-0199'),
  ],
  [
    'SMS: the code activates it, and a second, fresh code proves it',
    async ({ window, code }) => {
      await window.types(await code(phone, 1));
      await window.sees('Paired. Now prove that it works');
      await window.types(await code(phone, 2));
      await window.sees('Paired and proven');
      await window.button('Done').click();
    },
  ],
  [
    'TOTP: an authenticator app gets its key as a QR code',
    async ({ window }) => {
      await window.asksForAuthenticatorApp();
      await expect(window.page.getByRole('img', { name: /^QR code/ })).toBeVisible();
    },
  ],
  [
    'TOTP: its code activates it, and its next one proves it',
    async ({ window, sandbox, person }) => {
      const device = sandbox.devices(person.id).find(({ type }) => type === 'TOTP');
      await window.types(sandbox.apps.code(device?.id ?? ''));
      await window.sees('Paired. Now prove that it works');
      sandbox.clock.advance(halfMinute);
      await window.types(sandbox.apps.code(device?.id ?? ''));
      await window.sees('Paired and proven');
      await window.button('Done').click();
    },
  ],
  [
    'OATH: a hardware token that drifted is asked for its next code',
    async ({ window, sandbox }) => {
      await window.asksForToken(driftedToken);
      await window.sees('Enter the code on the token');
      await window.typesAndSends(sandbox.tokens.find(driftedToken).press());
      await window.sees('Nearly there: the next code');
    },
  ],
  [
    'OATH: the next code brings it back, and a third one proves it',
    async ({ window, sandbox }) => {
      await window.types(sandbox.tokens.find(driftedToken).press());
      await window.sees('Paired. Now prove that it works');
      await window.types(sandbox.tokens.find(driftedToken).press());
      await window.sees('Paired and proven');
      await window.button('Done').click();
    },
  ],
  [
    'FIDO2: a security key is asked in a window of its own, and asked again to prove it',
    async ({ window, app }) => {
      const key = new SecurityKey();
      await window.asksForKey();
      await useKey(app.electron, key);
      await useKey(app.electron, key);
      await window.sees('Paired and proven');
      await window.button('Done').click();
    },
  ],
  [
    'MOBILE: an app claims the key on the screen, and a push proves it',
    async ({ window, sandbox }) => {
      await window.asksForApp();
      sandbox.phoneApps.claim(await window.pairingKey()).mode = 'approve';
      await window.sees('Paired and proven');
      await window.button('Done').click();
    },
  ],
  ['an e-mail address gets its first code', ({ window }) => window.asksForEmailCode(address)],
  [
    'the code activates it',
    async ({ window, code }) => {
      await window.types(await code(address, 1));
      await window.sees('Paired. Now prove that it works');
    },
  ],
  [
    'a second, fresh code proves it',
    async ({ window, code }) => {
      await window.types(await code(address, 2));
      await window.sees('Paired and proven');
    },
  ],
  [
    'PingID Desktop is asked to pair this workstation',
    async ({ window, sandbox }) => {
      sandbox.agent.mode = 'ask';
      await window.button('Done').click();
      await window.asksPingIdDesktop();
      await window.sees('Confirm on this computer');
    },
  ],
  [
    'it confirms, and PingOne activates it',
    async ({ window, sandbox }) => {
      await expect.poll(() => sandbox.agent.answer('confirm')).toBe(true);
      await window.sees('Confirm once more');
    },
  ],
  [
    'it confirms once more: proven',
    async ({ window, sandbox }) => {
      await expect.poll(() => sandbox.agent.answer('confirm')).toBe(true);
      await window.sees('Paired and proven');
    },
  ],
  [
    'all devices are in the list, proven',
    async ({ window }) => {
      await window.button('Done').click();
      await window.sees('Your devices');
      await expect(window.page.getByText('Proven today')).toHaveCount(7);
    },
  ],
  [
    'signing out removes the refresh token from the keychain',
    async ({ window, sandbox }) => {
      await window.choosesMenu('Sign out');
      await window.sees('Sign in');
      await expect.poll(() => storedSecret(sandbox.address)).toBeNull();
    },
  ],
];
