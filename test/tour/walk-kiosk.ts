import { expect } from '@playwright/test';
import type { Stage } from './stage';

const pin = '4711';
const phone = '+15125550155';
const operator = { username: 'morgan', password: 'morgan-sandbox-1' };

/** From the start of a shift to the next person: `visit` is called on each kind of screen, with its name. */
export const walkKiosk = async (
  { kiosk, sandbox, code, window: { page } }: Stage,
  visit: (name: string) => Promise<void>,
): Promise<void> => {
  await kiosk.presses('sign_in_phone');
  await expect.poll(() => sandbox.phone.waiting().length).toBe(1);
  await kiosk.sees('signing_in_phone_title');
  await visit('kiosk-sign-in');
  await sandbox.phone.signIn(sandbox.phone.waiting()[0]?.address ?? '', operator);
  await kiosk.sees('kiosk_opening_title');
  await visit('kiosk-rights');
  await kiosk.beginsShift(pin);
  await expect(await kiosk.searches('maria garcia')).not.toHaveCount(0);
  await visit('kiosk-finding');
  await kiosk.finds('novak', 'Kim Novak');
  await kiosk.identifies('badge');
  await visit('kiosk-person');
  await kiosk.begins('kind_sms', 'choose_sms_pair');
  await kiosk.fills('phone_number', phone);
  await kiosk.presses('kiosk_hand_over', { name: 'Kim Novak' });
  await kiosk.sees('kiosk_ask_title', { name: 'Kim Novak' });
  await visit('kiosk-ask');
  await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
  const person = kiosk.in('de');
  await person.saysYes('Kim Novak');
  await person.sees('code_title');
  await visit('kiosk-code-german');
  await person.types(await code(phone, 1));
  await person.types(await code(phone, 2));
  await person.sees('kiosk_over_proven_title');
  await person.button('kiosk_give_back').click();
  await person.fills('kiosk_pin_label', pin);
  await page.keyboard.press('Enter');
  await kiosk.sees('done_proven_title');
  await visit('kiosk-result');
  await kiosk.goesOn();
  await visit('kiosk-clean');
};
