import type { Page } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/bridge';
import { noList, seenOf } from '../desk/told';
import type { Told } from '../messages';

/** What the window is told about what an earlier run has left: the same that its list shows. */
export const toldBy = async (page: Page): Promise<Told> => {
  const listed = await page.evaluate(() =>
    (globalThis as unknown as { desk: Bridge }).desk.devices.list(),
  );
  const journal = await page.evaluate(() =>
    (globalThis as unknown as { desk: Bridge }).desk.journal.read(),
  );
  return {
    ...seenOf(listed.ok ? listed.value : noList, journal.ok ? journal.value : null),
    screens: [],
    leftAtPingOne: false,
  };
};
