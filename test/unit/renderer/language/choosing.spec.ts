import { within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { Language } from '../../../../renderer/language.svelte';
import { createFakeBridge } from '../../../fakes/fake-bridge';
import { ready } from '../../../fakes/views';
import { screens } from '../../../gallery/screens';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  screen,
  settled,
} from '../open-window';

const chooseInMenu = async (menu: string, language: string): Promise<void> => {
  const trigger = screen.getByRole('button', { name: menu });
  trigger.focus();
  await fireEvent.keyDown(trigger, { key: 'Enter' });
  await fireEvent.click(await screen.findByRole('menuitemradio', { name: language }));
  await settled();
};

describe('choosing the language', () => {
  closeWindowAfterEach();
  afterEach(() => {
    new Language([]).reset();
  });

  it('is done in the menu, and shows in every word at once', async () => {
    await openWindow();
    expect(heading().textContent).toBe('Your devices');
    await chooseInMenu('Menu', 'Deutsch');
    expect(heading().textContent).toBe('Ihre Geräte');
    expect(document.title).toBe('Ihre Geräte – Enrollment Desk');
    expect(document.documentElement.lang).toBe('de');
    await chooseInMenu('Menü', 'English');
    expect(heading().textContent).toBe('Your devices');
  });

  it('is told by the menu', async () => {
    await openWindow();
    await chooseInMenu('Menu', 'Deutsch');
    const trigger = screen.getByRole('button', { name: 'Menü' });
    trigger.focus();
    await fireEvent.keyDown(trigger, { key: 'Enter' });
    const chosen = await screen.findByRole('menuitemradio', { name: 'Deutsch' });
    expect(chosen.getAttribute('aria-checked')).toBe('true');
    expect(chosen.lang).toBe('de');
    expect(screen.getByRole('group', { name: 'Sprache' }).contains(chosen)).toBe(true);
  });

  it('is done by the person who has the screen of a kiosk, and the control keeps the focus', async () => {
    await openWindow(screens['kiosk-subject-code']!(Date.now()));
    const choice = within(screen.getByRole('group', { name: 'Language' }));
    expect(choice.getByRole<HTMLInputElement>('radio', { name: 'English' }).checked).toBe(true);
    const german = choice.getByRole<HTMLInputElement>('radio', { name: 'Deutsch' });
    german.focus();
    await fireEvent.click(german);
    await settled();
    expect(heading().textContent).toBe('Code eingeben');
    expect(german.checked).toBe(true);
    expect(german.closest('[lang]')?.getAttribute('lang')).toBe('de');
    expect(document.activeElement).toBe(german);
  });

  it('is told to the main process, and kept because a person chose it', async () => {
    const fake = await openWindow();
    expect(fake.inputsOf('language.chosen')).not.toContainEqual({ language: 'de', keep: true });
    await chooseInMenu('Menu', 'Deutsch');
    expect(fake.inputsOf('language.chosen').at(-1)).toEqual({ language: 'de', keep: true });
    expect(fake.inputsOf('language.chosen').at(0)).toMatchObject({ keep: false });
  });

  it('was done before, and no window is opened until that is known', async () => {
    const fake = createFakeBridge({ keptLanguage: 'de' });
    const release = fake.hold('language.kept');
    const opened = openWindow(fake);
    await settled();
    expect(screen.queryByRole('heading')).toBeNull();
    release();
    await opened;
    expect(heading().textContent).toBe('Ihre Geräte');
    // it was chosen then, and not now
    expect(fake.inputsOf('language.chosen').at(-1)).toEqual({ language: 'de', keep: false });
  });

  it('does not keep anybody waiting when it cannot be read', async () => {
    const fake = createFakeBridge();
    fake.refuse('language.kept', { code: 'unexpected' });
    await openWindow(fake);
    expect(heading().textContent).toBe('Your devices');
  });

  it('is done by the configuration as long as nobody chose', async () => {
    const settings = { ...ready.settings, language: 'de-AT' };
    const fake = createFakeBridge({ configuration: { ...ready, settings } });
    await openWindow(fake);
    expect(heading().textContent).toBe('Ihre Geräte');
    await chooseInMenu('Menü', 'English');
    fake.showConfiguration({ ...ready, settings: { ...settings, language: 'de' } });
    await settled();
    expect(heading().textContent).toBe('Your devices');
  });
});
