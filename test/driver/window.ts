import { expect, type Locator, type Page } from '@playwright/test';

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

  async chooses(method: 'E-mail' | 'PingID Desktop', button: string): Promise<void> {
    await this.button('Pair a device').first().click();
    await this.sees('What would you like to pair?');
    await this.page.getByRole('radio', { name: method }).check({ force: true });
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

  /** From the list to PingID Desktop being asked. */
  async asksPingIdDesktop(): Promise<void> {
    await this.chooses('PingID Desktop', 'Pair PingID Desktop');
    await this.sees('Pair this computer');
    await this.button('Ask PingID Desktop').click();
  }
}
