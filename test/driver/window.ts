import { expect, type Locator, type Page } from '@playwright/test';

/** The methods as their cards name them. */
export type Method =
  | 'E-mail'
  | 'PingID Desktop'
  | 'Security key or passkey'
  | 'Mobile app'
  | 'Text message'
  | 'Phone call'
  | 'WhatsApp'
  | 'Authenticator app'
  | 'Hardware token';

/** What a person finds in the window, by role and name. */
export class DeskWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  readonly heading = (name: string | RegExp): Locator =>
    this.page.getByRole('heading', { level: 1, name });
  readonly button = (name: string | RegExp): Locator => this.page.getByRole('button', { name });
  readonly device = (name: string): Locator =>
    this.page.getByRole('listitem').filter({ hasText: name });

  get code(): Locator {
    return this.page.getByLabel('Code', { exact: true });
  }

  async sees(title: string | RegExp): Promise<void> {
    await expect(this.heading(title)).toBeVisible();
  }

  /** On the screen, and to a screen reader as well: many sentences stand in a live region too. */
  async says(words: string | RegExp): Promise<void> {
    await expect(this.page.getByText(words).first()).toBeVisible();
  }

  async startsSignIn(): Promise<void> {
    await this.button('Sign in with your browser').click();
    await this.sees('Finish signing in in your browser');
  }

  async choosesMenu(item: string): Promise<void> {
    await this.button('Menu').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async chooses(method: Method, button: string): Promise<void> {
    await this.button('Pair a device').first().click();
    await this.sees('What would you like to pair?');
    await this.page.getByRole('radio', { name: new RegExp(`^${method}`) }).check({ force: true });
    await this.button(button).click();
  }

  /** From the list to the screen that asks for the first code. */
  async asksForEmailCode(address: string): Promise<void> {
    await this.chooses('E-mail', 'Pair an e-mail address');
    await this.sees('Which e-mail address?');
    await this.page.getByLabel('E-mail address').fill(address);
    await this.button('Send the code').click();
    await this.sees('Enter the code');
  }

  /** Types a code; where its length is known the window sends it by itself. */
  async types(code: string): Promise<void> {
    await expect(this.code).toBeEnabled();
    await this.code.fill(code);
  }

  /** From the list to the screen that asks for the first code, by text message to this number. */
  async asksForTextMessage(phone: string): Promise<void> {
    await this.chooses('Text message', 'Pair a phone by text message');
    await this.sees('Which phone number?');
    await this.page.getByLabel('Phone number').fill(phone);
    await this.button('Send the code').click();
    await this.sees('Enter the code');
  }

  /** From the list to the QR code. */
  async asksForAuthenticatorApp(): Promise<void> {
    await this.chooses('Authenticator app', 'Pair an authenticator app');
    await this.sees('Pair an authenticator app');
    await this.button('Show the QR code').click();
    await this.sees('Scan this with your app');
  }

  /** The key of an authenticator app, as it is shown for typing: base32 without its spaces. */
  async typedKey(): Promise<string> {
    await this.page.getByText(/^Cannot scan it/).click();
    return (await this.page.getByRole('code').innerText()).replace(/\s/g, '');
  }

  /** From the list to the first code of a hardware token. */
  async asksForToken(serialNumber: string): Promise<void> {
    await this.chooses('Hardware token', 'Pair a hardware token');
    await this.sees('Which hardware token?');
    // as a scanner does: fast, and with Enter at the end
    await this.page.getByLabel('Serial number').pressSequentially(serialNumber);
    await this.page.keyboard.press('Enter');
  }

  /** From the list to the page of this device. */
  async opensDevice(name: string): Promise<void> {
    await this.device(name).getByRole('button', { name, exact: true }).click();
    await this.sees(name);
  }

  /** Types a code whose length nobody knows yet, and sends it. */
  async typesAndSends(code: string): Promise<void> {
    await this.types(code);
    await this.page.keyboard.press('Enter');
  }

  /** Copies this text, as from another program. */
  async copies(text: string): Promise<void> {
    const page = this.page;
    await page.evaluate((copied) => {
      const elsewhere = document.body.appendChild(document.createElement('textarea'));
      elsewhere.value = copied;
      elsewhere.select();
    }, text);
    await page.keyboard.press('Control+C');
    await page.evaluate(() => document.querySelector('body > textarea')?.remove());
  }

  /** What another program would get by pasting. */
  async clipboard(): Promise<string> {
    const page = this.page;
    await page.evaluate(() => {
      document.body.appendChild(document.createElement('textarea')).focus();
    });
    await page.keyboard.press('Control+V');
    return page.evaluate(() => {
      const elsewhere = document.querySelector<HTMLTextAreaElement>('body > textarea');
      elsewhere?.remove();
      return elsewhere?.value ?? '';
    });
  }

  /** From the list to the window that asks for a key. */
  async asksForKey(name?: string): Promise<void> {
    await this.chooses('Security key or passkey', 'Pair a security key');
    await this.sees('Pair a security key or passkey');
    if (name !== undefined) await this.page.getByLabel('Name').fill(name);
    await this.button('Ask for the key').click();
  }

  /** From the list to the QR code for the mobile app. */
  async asksForApp(): Promise<void> {
    await this.chooses('Mobile app', 'Pair a mobile app');
    await this.sees('Pair a mobile app');
    await this.button('Show the QR code').click();
    await this.sees('Scan this with the app on your phone');
  }

  /** The pairing key as it is shown for typing, without the gaps. */
  async pairingKey(): Promise<string> {
    // a screen reader gets it in groups instead
    return (await this.page.locator('code').innerText()).replace(/\s/g, '');
  }

  /** Back in the list, from the end of a pairing. */
  async finishes(): Promise<void> {
    await this.button('Done').click();
    await this.sees('Your devices');
  }

  /** Does something from the menu of a device in the list. */
  async does(name: string, action: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  /** From the list to PingID Desktop being asked. */
  async asksPingIdDesktop(): Promise<void> {
    await this.chooses('PingID Desktop', 'Pair PingID Desktop');
    await this.sees('Pair this computer');
    await this.button('Ask PingID Desktop').click();
  }
}
