import { openStage } from '../tour/stage';
import { createAdministrator } from '../driver/administrator';
import { waitsOf } from './waits';

/** Long enough for the page to be ready and to wait, in milliseconds. */
const delay = 1_500;

/**
 * Runs in the page: until a device can be reached, and nothing keeps the page from answering a click. Names no function
 * of its own (see clicks.ts).
 */
const untilInteractive = (): Promise<number> =>
  new Promise((resolve, reject) => {
    if (document.querySelector('main li .menu-trigger') !== null)
      reject(new Error('the list was there before PingOne had answered'));
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('main li .menu-trigger') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        setTimeout(() => {
          resolve(performance.timeOrigin + performance.now());
        });
      });
    }).observe(document.body, { subtree: true, childList: true });
  });

/** Milliseconds from PingOne's answer to a list of fifty devices that takes clicks, `rounds` times. */
export const measureFiftyDevices = async (rounds: number): Promise<number[]> => {
  const stage = await openStage();
  const { window, sandbox, browser, profile, person } = stage;
  const { page } = window;
  sandbox.switches.policy.maxAllowedDevices = 60;
  try {
    const administrator = createAdministrator(sandbox.address);
    for (let number = 1; number <= 50; number += 1)
      await administrator.addAddress(person.id, `kim.${String(number)}@example.org`);
    await window.startsSignIn();
    await browser.signIn(profile, person);
    await window.sees('Your devices');
    const shown: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      sandbox.faults.add({
        host: 'api',
        method: 'GET',
        path: /\/devices\b/,
        times: 1,
        effect: { delayMs: delay },
      });
      await page.reload();
      shown.push(await page.evaluate(untilInteractive));
    }
    const answers = (await waitsOf(stage)).map(([, end]) => end);
    return shown.map((at) => at - Math.max(...answers.filter((end) => end <= at)));
  } finally {
    await stage.close();
  }
};
