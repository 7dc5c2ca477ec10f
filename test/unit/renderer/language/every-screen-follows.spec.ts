import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Language } from '../../../../renderer/language.svelte';
import { screens } from '../../../gallery/screens';
import { closeWindowAfterEach, openWindow, settled } from '../open-window';

const now = Date.UTC(2026, 10, 22, 9, 30);
const spoken = ['aria-label', 'aria-description', 'placeholder', 'alt', 'title'];

/** Everything that is read or heard on the screen. What was announced before a change stays said. */
const words = (): string[] => {
  const found = [document.title];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('[aria-live]') !== null) continue;
    for (const name of spoken) found.push(element.getAttribute(name) ?? '');
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
  }
  return found.map((text) => text.trim()).filter((text) => text !== '');
};

const open = async (build: (typeof screens)[string], languages: string[]): Promise<Language> => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
  const startIn = vi.spyOn(Language.prototype, 'startIn');
  await openWindow(build(now));
  await settled();
  const [language] = startIn.mock.contexts;
  if (!(language instanceof Language)) throw new Error('The window has no language.');
  return language;
};

describe('every screen follows a change of the language at once', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now });
  });
  closeWindowAfterEach();
  afterEach(() => {
    vi.useRealTimers();
    new Language([]).reset();
  });

  it.each(Object.entries(screens))('%s', async (_name, build) => {
    await open(build, ['ar-XB']);
    const expected = words();
    cleanup();
    vi.restoreAllMocks();

    const language = await open(build, ['en']);
    const english = words();
    const focused = document.activeElement;
    language.choose('ar-XB');
    await settled();
    expect(words()).toEqual(expected);
    expect(document.activeElement).toBe(focused);
    language.choose('en');
    await settled();
    expect(words()).toEqual(english);
    expect(english).not.toEqual(expected);
  });
});
