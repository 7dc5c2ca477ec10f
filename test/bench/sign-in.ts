import { openStage } from '../tour/stage';
import { overlap } from './statistics';

/** Runs in the page: until the list of devices is on the screen. Names no function of its own (see clicks.ts). */
const untilSignedIn = (): Promise<number> =>
  new Promise((resolve) => {
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('h1')?.textContent !== 'Your devices') return;
      observer.disconnect();
      requestAnimationFrame(() => {
        setTimeout(() => {
          resolve(performance.timeOrigin + performance.now());
        });
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

/** Milliseconds from the browser's coming back until the devices are shown, without those that PingOne took. */
export const measureSignIn = async (): Promise<number> => {
  const { app, window, browser, profile, person, close } = await openStage();
  try {
    // everything that goes to PingOne goes through one of these two
    await app.electron.evaluate(({ net, session }) => {
      const waits: [number, number][] = [];
      Object.assign(globalThis, { waits });
      for (const network of [net, session.fromPartition('changes')]) {
        const send = network.fetch.bind(network);
        network.fetch = async (...request) => {
          const from = Date.now();
          const answer = await send(...request);
          waits.push([from, Date.now()]);
          return answer;
        };
      }
    });
    await window.startsSignIn();
    const shown = window.page.evaluate(untilSignedIn);
    const page = await browser.follow(profile);
    const cameBack = new Promise<number>((resolve) => {
      page.on('request', (request) => {
        if (new URL(request.url()).pathname === '/callback') resolve(Date.now());
      });
    });
    await page.getByLabel('Username').fill(person.username);
    await page.getByLabel('Password').fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const from = await cameBack;
    const to = await shown;
    const waits = await app.electron.evaluate(
      () => Reflect.get(globalThis, 'waits') as [number, number][],
    );
    return to - from - overlap(from, to, waits);
  } finally {
    await close();
  }
};
