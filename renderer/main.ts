import { mount } from 'svelte';
import App from './App.svelte';
import { pressOnce } from './press-once';
import './tokens.css';
import './base.css';
import { openLanguage } from './open-language';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no element to mount into.');

pressOnce(window);
const bridge = window.desk;
// not awaited: the words need what is in this file, and would wait for it
void openLanguage(bridge).then((language) => {
  target.replaceChildren();
  mount(App, { target, props: { bridge, language } });
});
