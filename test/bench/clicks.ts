import { openStage } from '../tour/stage';
import { overlap, type Step } from './statistics';
import { waitsOf } from './waits';

type Trigger =
  | { readonly click: string }
  /** types into the code field, which sends by itself once it is full */
  | { readonly code: string };

/**
 * Runs in the page: from the event to the frame that shows another heading. Its source is sent there, so it names no
 * function of its own: the compiler would call a helper that only exists here.
 */
const untilNextScreen = async (trigger: Trigger): Promise<{ from: number; to: number }> => {
  const before = document.querySelector('h1')?.textContent ?? '';
  const shown = new Promise<number>((resolve) => {
    new MutationObserver((_changes, observer) => {
      const now = document.querySelector('h1')?.textContent ?? '';
      if (now === before || now === '') return;
      observer.disconnect();
      requestAnimationFrame(() => {
        resolve(performance.timeOrigin + performance.now());
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const from = performance.timeOrigin + performance.now();
  if ('click' in trigger) {
    for (const button of document.querySelectorAll('button'))
      if (button.textContent.trim() === trigger.click) button.click();
  } else {
    const field = document.querySelector('input');
    if (field !== null) field.value = trigger.code;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return { from, to: await shown };
};

/** Pairs and proves an e-mail address `rounds` times in one run of the app, and times every step of the way. */
export const measureClicks = async (rounds: number): Promise<Step[]> => {
  const stage = await openStage();
  const { window, sandbox, browser, profile, person } = stage;
  sandbox.switches.policy.maxAllowedDevices = 15;
  const timed: { name: string; from: number; to: number }[] = [];
  const step = async (name: string, trigger: Trigger): Promise<void> => {
    timed.push({ name, ...(await window.page.evaluate(untilNextScreen, trigger)) });
  };
  try {
    await window.startsSignIn();
    await browser.signIn(profile, person);
    await window.sees('Your devices');
    for (let round = 1; round <= rounds; round += 1) {
      const address = `kim.${String(round)}@example.org`;
      await window.button('Pair a device').waitFor();
      await step('list to methods', { click: 'Pair a device' });
      await window.page.getByRole('radio', { name: 'E-mail' }).check({ force: true });
      await window.button('Pair an e-mail address').waitFor();
      await step('method to details', { click: 'Pair an e-mail address' });
      await window.sees('Which e-mail address?');
      await window.page.getByLabel('E-mail address').fill(address);
      await step('details to code', { click: 'Send the code' });
      await window.sees('Enter the code');
      await step('code to proof', { code: await stage.code(address, 1) });
      await window.sees('Paired. Now prove that it works');
      await step('proof to proven', { code: await stage.code(address, 2) });
      await window.sees('Paired and proven');
      await step('proven to list', { click: 'Done' });
      await window.sees('Your devices');
    }
    const waits = await waitsOf(stage);
    return timed.map(({ name, from, to }) => ({
      name,
      total: to - from,
      waiting: overlap(from, to, waits),
    }));
  } finally {
    await stage.close();
  }
};
