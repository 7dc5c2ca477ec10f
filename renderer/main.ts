import { mount } from 'svelte';
import App from './App.svelte';
import { pressOnce } from './press-once';
import './tokens.css';
import './base.css';
import { openLanguage } from './open-language';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no element to mount into.');

pressOnce(window);
mount(App, { target, props: { bridge: window.desk } });
