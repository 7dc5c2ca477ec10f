import { within } from '@testing-library/svelte';
import { onTestFinished, vi } from 'vitest';
import { restBetweenReadings } from '../../../../renderer/devices/quiet-reading';
import type { DeviceView } from '../../../../shared/ipc/views';
import type { FakeBridge } from '../../../fakes/fake-bridge';
import { aDeviceList } from '../../../fakes/views';
import { fireEvent, screen, settled } from '../open-window';

const rows = (): HTMLElement[] =>
  within(screen.getByRole('list', { name: 'Paired and pending devices' })).getAllByRole('listitem');

const opener = (row: HTMLElement): HTMLElement => row.querySelector<HTMLElement>('[data-opener]')!;

const nameOf = (row: HTMLElement): string => opener(row).textContent.trim();

/** The names in the list, from above. */
export const names = (): string[] => rows().map(nameOf);

export const row = (name: string): HTMLElement => rows().find((each) => nameOf(each) === name)!;

export const handle = (name: string): HTMLElement =>
  screen.getByRole('button', { name: `Move ${name}` });

/** Opens the page of a device from its row. */
export const openPage = async (name: string): Promise<void> => {
  await fireEvent.click(opener(row(name)));
  await settled();
};

export const key = async (name: string): Promise<void> => {
  await fireEvent.keyDown(document.activeElement!, { key: name });
  await settled();
};

let later = 0;
const now = performance.now.bind(performance);

/** The window gets the focus again, after a while. */
export const returnToWindow = async (after = restBetweenReadings + 1): Promise<void> => {
  later += after;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + later);
  // this module outlives the file that the test stands in
  onTestFinished(() => {
    later = 0;
  });
  await fireEvent.focus(window);
  await settled();
};

/** What somebody else changed, seen when the window gets the focus again. */
export const changeElsewhere = async (
  fake: FakeBridge,
  devices: DeviceView[],
  after?: number,
): Promise<void> => {
  fake.setDevices(aDeviceList({ devices }));
  await returnToWindow(after);
};
