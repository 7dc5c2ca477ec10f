/**
 * Shows the window in any state, with a fake main process: `?screen=<name>` (names in `screens.ts`).
 * `npx tsx test/gallery/look.ts [--language=de] [--size=small] [name…]` builds it, takes pictures of every screen in light and dark at
 * three widths into `out/gallery/`, and fails on what axe finds, on a sideways scroll, on words that are broken or cut
 * off, or on anything the content security policy refuses. `npx vite test/gallery` shows it in a browser.
 */
import { mount } from 'svelte';
import App from '../../renderer/App.svelte';
import { Language } from '../../renderer/language.svelte';
import '../../renderer/tokens.css';
import '../../renderer/base.css';
import { kioskAlerts } from './kiosk-screens';
import { screens } from './screens';

// what is done to get to a picture is written in English, so the language is changed after it
const { prototype } = Language;
const startIn = Reflect.get(prototype, 'startIn');
prototype.startIn = function (configured) {
  startIn.call(this, configured);
  for (const { locale } of this.available)
    addEventListener(`gallery:${locale}`, () => {
      this.choose(locale);
    });
};

const name = new URLSearchParams(location.search).get('screen') ?? '';
const target = document.getElementById('app');
const builds = { ...screens, ...kioskAlerts };
const build = builds[name];

if (target !== null && build !== undefined)
  mount(App, { target, props: { bridge: build(Date.now()).bridge } });
else
  for (const known of Object.keys(builds)) {
    const link = document.createElement('a');
    link.href = `?screen=${known}`;
    link.textContent = known;
    const line = document.createElement('p');
    line.append(link);
    target?.append(line);
  }
