import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach } from 'vitest';
import App from '../../../renderer/App.svelte';
import { openLanguage } from '../../../renderer/open-language';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../../fakes/fake-bridge';

/** The whole window, talking to a fake main process. */
export const openWindow = async (given: InitialViews | FakeBridge = {}): Promise<FakeBridge> => {
  const fake = 'bridge' in given ? given : createFakeBridge(given);
  const { bridge } = fake;
  render(App, { bridge, language: await openLanguage(bridge) });
  await settled();
  return fake;
};

/** Lets answers of the fake main process arrive and the window follow. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) {
    await Promise.resolve();
    await tick();
  }
};

export const press = async (name: string | RegExp): Promise<void> => {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
};

export const type = async (field: HTMLElement, value: string): Promise<void> => {
  await fireEvent.input(field, { target: { value } });
  await settled();
};

/** Opens a menu by keyboard and chooses an item of it. */
export const chooseFromMenu = async (menu: string | RegExp, item: string): Promise<void> => {
  const trigger = screen.getByRole('button', { name: menu });
  trigger.focus();
  await fireEvent.keyDown(trigger, { key: 'Enter' });
  await fireEvent.click(await screen.findByRole('menuitem', { name: item }));
  await settled();
};

export const heading = (): HTMLElement => screen.getByRole('heading', { level: 1 });
export const politely = (): string => screen.getByRole('status').textContent.trim();
export const urgently = (): string =>
  screen
    .getAllByRole('alert')
    .map((region) => region.textContent.trim())
    .join(' ');

/** Timers of widgets outlive a test otherwise. */
export const closeWindowAfterEach = (): void => {
  afterEach(async () => {
    cleanup();
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
};

export { fireEvent, screen, waitFor };
