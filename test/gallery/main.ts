/**
 * Shows the window in any state, with a fake main process: `?screen=<name>` (names in `screens.ts`).
 * `npx tsx test/gallery/look.ts [name…]` builds it, takes pictures of every screen in light and dark at three widths
 * into `out/gallery/`, and fails on what axe finds, on a sideways scroll, or on anything the content security policy
 * refuses. `npx vite test/gallery` shows it in a browser.
 */
import { mount } from 'svelte';
import App from '../../renderer/App.svelte';
import '../../renderer/tokens.css';
import '../../renderer/base.css';
import { screens } from './screens';

const name = new URLSearchParams(location.search).get('screen') ?? '';
const target = document.getElementById('app');
const build = screens[name];

if (target !== null && build !== undefined)
  mount(App, { target, props: { bridge: build(Date.now()).bridge } });
else
  for (const known of Object.keys(screens)) {
    const link = document.createElement('a');
    link.href = `?screen=${known}`;
    link.textContent = known;
    const line = document.createElement('p');
    line.append(link);
    target?.append(line);
  }
