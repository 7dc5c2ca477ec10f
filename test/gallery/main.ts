/**
 * Shows the window in any state, with a fake main process: `?screen=<name>` (names in `screens.ts`).
 * `npx tsx test/gallery/look.ts [--language=de] [--size=small] [name…]` builds it, takes pictures of every screen in light and dark at
 * three widths into `out/gallery/`, and fails on what axe finds, on a sideways scroll, on words that are broken or cut
 * off, or on anything the content security policy refuses. `npx vite test/gallery` shows it in a browser.
 */
import { mount } from 'svelte';
import App from '../../renderer/App.svelte';
import { locales } from '../../renderer/messages/compiled/runtime';
import { openLanguage } from '../../renderer/open-language';
import '../../renderer/tokens.css';
import '../../renderer/base.css';
import { loadWords } from '../../renderer/words';
import { kioskAlerts } from './kiosk-screens';
import { screens } from './screens';

const name = new URLSearchParams(location.search).get('screen') ?? '';
const target = document.getElementById('app');
const builds = { ...screens, ...kioskAlerts };
const build = builds[name];

if (target !== null && build !== undefined) {
  const { bridge } = build(Date.now());
  await Promise.all(locales.map(loadWords));
  const language = await openLanguage(bridge);
  // what is done to get to a picture is written in English, so the language is changed after it
  for (const { locale } of language.available)
    addEventListener(`gallery:${locale}`, () => {
      language.choose(locale);
    });
  mount(App, { target, props: { bridge, language } });
} else
  for (const known of Object.keys(builds)) {
    const link = document.createElement('a');
    link.href = `?screen=${known}`;
    link.textContent = known;
    const line = document.createElement('p');
    line.append(link);
    target?.append(line);
  }
