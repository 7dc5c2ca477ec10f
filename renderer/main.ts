import { mount } from 'svelte';
import App from './App.svelte';
import './tokens.css';
import './base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no element to mount into.');

mount(App, { target, props: { bridge: window.desk } });
