import { expect } from '@playwright/test';
import { rightActions } from '../../shared/kiosk/rights';
import type { Step } from './step';

const pin = '4711';
const phone = '+15125550155';
const operator = { username: 'morgan', password: 'morgan-sandbox-1' };

/** An operator at a kiosk, and the person before them. */
export const kioskSteps: readonly Step[] = [
  [
    'kiosk: the window fills the screen, and the operator signs in on their own phone',
    async ({ kiosk, sandbox }) => {
      await kiosk.sees('sign_in_kiosk_title');
      await kiosk.presses('sign_in_phone');
      await expect.poll(() => sandbox.phone.waiting().length).toBe(1);
      await sandbox.phone.signIn(sandbox.phone.waiting()[0]?.address ?? '', operator);
      await kiosk.sees('kiosk_opening_title');
    },
  ],
  [
    'kiosk: every right is there; the shift begins with a PIN',
    async ({ kiosk, window }) => {
      await expect(
        window.page.getByText(kiosk.words('kiosk_right_granted'), { exact: true }),
      ).toHaveCount(rightActions.length);
      await kiosk.beginsShift(pin);
    },
  ],
  [
    'kiosk: one person is found among 5,000',
    async ({ kiosk }) => {
      await kiosk.finds('novak', 'Kim Novak');
      await kiosk.identifies('badge');
    },
  ],
  [
    'kiosk: the person is asked before anything is created',
    async ({ kiosk, sandbox, person }) => {
      await kiosk.begins('kind_sms', 'choose_sms_pair');
      await kiosk.fills('phone_number', phone);
      await kiosk.presses('kiosk_hand_over', { name: 'Kim Novak' });
      await kiosk.sees('kiosk_ask_title', { name: 'Kim Novak' });
      expect(sandbox.devices(person.id)).toEqual([]);
    },
  ],
  [
    'kiosk: they type both codes themself: paired and proven',
    async ({ kiosk, code }) => {
      await kiosk.saysYes('Kim Novak');
      await kiosk.types(await code(phone, 1));
      await kiosk.types(await code(phone, 2));
      await kiosk.sees('kiosk_over_proven_title');
    },
  ],
  [
    'kiosk: the operator takes the screen back, and undoes it as the wrong person',
    async ({ kiosk, sandbox, person }) => {
      await kiosk.givesBack(pin);
      await kiosk.presses('kiosk_undo_result');
      await kiosk.chooses(kiosk.words('kiosk_undo_wrong_person'));
      await kiosk.presses('kiosk_undo_button');
      await kiosk.says('kiosk_undone_title');
      expect(sandbox.devices(person.id)).toEqual([]);
    },
  ],
  [
    'kiosk: the next person finds a clean desk',
    async ({ kiosk }) => {
      await kiosk.goesOn();
      await kiosk.says('kiosk_cleaned_good');
    },
  ],
];
