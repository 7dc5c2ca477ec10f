import type { Bridge } from '../../shared/ipc/bridge';
import { openStage } from '../tour/stage';
import { waitsOf } from './waits';

const pin = '4711';
const phone = '+15125550155';
const operator = { username: 'morgan', password: 'morgan-sandbox-1' };
const searches = ['maria', 'novak', 'miller', 'garcia', 'alexander', 'kim@', 'olivia', 'baker'];

/** Milliseconds. */
export interface KioskTimes {
  /** from PingOne's answer to the list on the screen, for each search among 5,000 people */
  readonly searches: readonly number[];
  /** a whole wipe, with a pending device to remove */
  readonly wipes: readonly number[];
}

/** Runs in the page: types a search, and waits for the frame that shows its result. */
const untilFound = async (text: string): Promise<{ from: number; to: number }> => {
  const field = document.querySelector('input');
  const shown = new Promise<number>((resolve) => {
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('[role="option"]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        resolve(performance.timeOrigin + performance.now());
      });
    }).observe(document.body, { subtree: true, childList: true });
  });
  const from = performance.timeOrigin + performance.now();
  if (field !== null) field.value = text;
  field?.dispatchEvent(new Event('input', { bubbles: true }));
  return { from, to: await shown };
};

interface Page {
  readonly desk: Bridge;
}

const nextPerson = (): void => void (globalThis as unknown as Page).desk.kiosk.next();

/** How long the last wipe took. */
const lastWipe = async (): Promise<number> => {
  const read = await (globalThis as unknown as Page).desk.kiosk.read();
  const stage = read.ok ? read.value?.stage : undefined;
  if (stage?.name !== 'finding' || stage.cleaned === null) throw new Error('nothing was wiped');
  return stage.cleaned.took;
};

/** Searches, and serves `rounds` people who leave in the middle of pairing a phone. */
export const measureKiosk = async (rounds: number): Promise<KioskTimes> => {
  const stage = await openStage({ kiosk: true });
  const { kiosk, sandbox, window } = stage;
  const { page } = window;
  try {
    await kiosk.presses('sign_in_phone');
    await kiosk.sees('signing_in_phone_title');
    await kiosk.says('signing_in_phone_there');
    await sandbox.phone.signIn(sandbox.phone.waiting()[0]?.address ?? '', operator);
    await kiosk.beginsShift(pin);
    const timed: { from: number; to: number }[] = [];
    for (const text of searches) {
      timed.push(await page.evaluate(untilFound, text));
      await kiosk.fills('kiosk_find_label', '');
      await page.getByRole('option').first().waitFor({ state: 'detached' });
    }
    const answers = (await waitsOf(stage)).map(([, end]) => end);

    const wipes: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await kiosk.finds('novak', 'Kim Novak');
      await kiosk.identifies('badge');
      await kiosk.begins('kind_sms', 'choose_sms_pair');
      await kiosk.fills('phone_number', phone);
      await kiosk.presses('kiosk_hand_over', { name: 'Kim Novak' });
      await kiosk.saysYes('Kim Novak');
      await kiosk.sees('code_title');
      await kiosk.givesBack(pin);
      await page.getByRole('button', { name: kiosk.words('kiosk_turn_again') }).waitFor();
      // the page is gone before it can be answered; what is pending has to go as well
      await page.evaluate(nextPerson);
      await kiosk.sees('kiosk_find_title');
      wipes.push(await page.evaluate(lastWipe));
    }
    return {
      searches: timed.map(({ from, to }) => {
        const last = Math.max(...answers.filter((end) => end >= from && end <= to));
        return to - last;
      }),
      wipes,
    };
  } finally {
    await stage.close();
  }
};
