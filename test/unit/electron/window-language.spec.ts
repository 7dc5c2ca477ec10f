import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWindowLanguage } from '../../../electron/window-language';
import { createFakeLog } from '../../fakes/fake-log';

describe('the language of the windows', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-language-'));
    file = join(folder, 'language.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const log = createFakeLog();
  const start = (kiosk = false) =>
    createWindowLanguage(
      file,
      () => Promise.resolve(kiosk),
      () => 7,
      log,
    );

  it('is what the main window speaks', async () => {
    const language = start();
    expect(language.current()).toBe('en');
    await language.choose('de', false);
    expect(language.current()).toBe('de');
  });

  it('is kept over restarts when the person chose it, and only then', async () => {
    const first = start();
    expect(await first.kept()).toBeNull();
    await first.choose('de', false);
    expect(await start().kept()).toBeNull();
    await first.choose('de', true);
    expect(await start().kept()).toBe('de');
    await start().choose('en', false);
    expect(await start().kept()).toBe('de');
    await start().choose('en', true);
    expect(await start().kept()).toBe('en');
  });

  it('is kept from nobody at a kiosk, and for nobody', async () => {
    await start(true).choose('de', true);
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    await start().choose('de', true);
    expect(await start(true).kept()).toBeNull();
  });

  it('is spoken at a kiosk all the same', async () => {
    const language = start(true);
    await language.choose('de', true);
    expect(language.current()).toBe('de');
  });

  it('is spoken although the file of a newer program is left as it is', async () => {
    const newer = '{"version":2,"language":"fr"}';
    await writeFile(file, newer);
    const language = start();
    await language.choose('de', true);
    expect(language.current()).toBe('de');
    expect(await readFile(file, 'utf8')).toBe(newer);
    expect(log.text()).toContain('language.notKept');
  });

  it('starts anew when what was kept cannot be read', async () => {
    await writeFile(file, '{"version":1,"language":"<b>"}');
    expect(await start().kept()).toBeNull();
  });
});
