import { expect, type Locator, type Page } from '@playwright/test';
import type { Identification } from '../../shared/kiosk/view';
import type { Sandbox } from '../sandbox';
import { wordsIn, type Locale, type Word } from './words';

const identifications = {
  photoId: 'kiosk_identify_photo_id',
  badge: 'kiosk_identify_badge',
  known: 'kiosk_identify_known',
  vouched: 'kiosk_identify_vouched',
  callback: 'kiosk_identify_callback',
} as const satisfies Record<Identification, Word>;

/**
 * A kiosk as an operator and the person before them use it, in any language. Counts what hands do: a click, a field that
 * is typed, a choice.
 */
export class KioskWindow {
  readonly page: Page;
  readonly locale: Locale;
  actions = 0;

  constructor(page: Page, locale: Locale = 'en') {
    this.page = page;
    this.locale = locale;
  }

  /** The same window, read in another language. */
  in(locale: Locale): KioskWindow {
    return new KioskWindow(this.page, locale);
  }

  words(word: Word, inputs: object = {}): string {
    return wordsIn(this.locale, word, inputs);
  }

  async sees(title: Word, inputs: object = {}): Promise<void> {
    await expect(
      this.page.getByRole('heading', { level: 1, name: this.words(title, inputs), exact: true }),
    ).toBeVisible();
  }

  async says(word: Word, inputs: object = {}): Promise<void> {
    await expect(this.page.getByText(this.words(word, inputs)).first()).toBeVisible();
  }

  button(word: Word, inputs: object = {}): Locator {
    return this.page.getByRole('button', { name: this.words(word, inputs), exact: true });
  }

  async presses(word: Word, inputs: object = {}): Promise<void> {
    this.actions += 1;
    await this.button(word, inputs).first().click();
  }

  async fills(label: Word, text: string): Promise<void> {
    this.actions += 1;
    const words = this.words(label);
    const exact = this.page.getByLabel(words, { exact: true });
    const optional = `${words} (${this.words('common_optional')})`;
    await exact.or(this.page.getByLabel(optional, { exact: true })).fill(text);
  }

  async chooses(name: string | RegExp): Promise<void> {
    this.actions += 1;
    await this.page.getByRole('radio', { name }).check({ force: true });
  }

  /** The operator signs in on a phone of their own. */
  async signsInByPhone(
    phone: Sandbox['phone'],
    operator: { readonly username: string; readonly password: string },
  ): Promise<void> {
    await this.sees('sign_in_kiosk_title');
    await this.presses('sign_in_phone');
    await this.sees('signing_in_phone_title');
    await expect.poll(() => phone.waiting().length).toBe(1);
    const [waiting] = phone.waiting();
    await expect(this.page.getByText(waiting?.userCode ?? '')).toBeVisible();
    await phone.signIn(waiting?.address ?? '', operator);
    await this.sees('kiosk_opening_title');
  }

  async beginsShift(pin: string): Promise<void> {
    await this.sees('kiosk_opening_title');
    await this.fills('kiosk_pin_label', pin);
    await this.fills('kiosk_pin_again', pin);
    await this.presses('kiosk_begin');
    await this.sees('kiosk_find_title');
  }

  /** Types a search; what it finds is a list of options. */
  async searches(text: string): Promise<Locator> {
    await this.fills('kiosk_find_label', text);
    return this.page.getByRole('option');
  }

  /** From "Who is next?" to the page of this person. */
  async finds(text: string, name: string): Promise<void> {
    const found = await this.searches(text);
    this.actions += 1;
    await found.filter({ hasText: name }).first().click();
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(name);
  }

  async identifies(how: Identification): Promise<void> {
    await this.chooses(this.words(identifications[how]));
    await this.says('kiosk_identify_done', { how: this.words(identifications[how]) });
  }

  /** From the person's page to the fields of this method. */
  async begins(method: Word, button: Word): Promise<void> {
    await this.presses('devices_pair');
    await this.sees('choose_title');
    await this.chooses(new RegExp(`^${this.words(method)}`));
    await this.presses(button);
  }

  /** The person reads what is asked, and says yes. */
  async saysYes(name: string): Promise<void> {
    await this.sees('kiosk_ask_title', { name });
    await this.button('kiosk_ask_yes').click();
  }

  async types(code: string): Promise<void> {
    const field = this.page.getByLabel(this.words('code_label'), { exact: true });
    await expect(field).toBeEnabled();
    await field.fill(code);
  }

  async typesAndSends(code: string): Promise<void> {
    await this.types(code);
    await this.page.keyboard.press('Enter');
  }

  /** The screen goes back to the operator, by the PIN of the shift. */
  async givesBack(pin: string): Promise<void> {
    await this.button('kiosk_give_back').click();
    await this.sees('kiosk_return_title');
    await this.fills('kiosk_pin_label', pin);
    await this.presses('kiosk_return_button');
  }

  async goesOn(): Promise<void> {
    await this.presses('kiosk_person_next');
    await this.sees('kiosk_find_title');
  }
}
