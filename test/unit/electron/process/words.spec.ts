import { describe, expect, it } from 'vitest';
import { errorPage, errorPageHeaders } from '../../../../electron/process/error-page';
import { wordsIn } from '../../../../electron/process/words';

describe('the words of the main process', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['en', 'en'],
    ['den', 'en'],
    ['ar-XB', 'en'],
    ['fr', 'en'],
  ])('for a window that speaks %s are %s', (language, code) => {
    expect(wordsIn(language).code).toBe(code);
  });

  it('name the reference under which a failure stands in the log', () => {
    for (const language of ['en', 'de'])
      expect(wordsIn(language).failed.lead('4711-a')).toMatch(/4711-a$/);
  });
});

describe('the page after two crashes', () => {
  it('leads back, in the language of the window, and runs nothing', () => {
    const page = errorPage('de', 'app://bundle/index.html');
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('href="app://bundle/index.html"');
    expect(page).not.toContain('<script');
    expect(errorPageHeaders['Content-Security-Policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'/,
    );
  });
});
