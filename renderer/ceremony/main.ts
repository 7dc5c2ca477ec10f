import { mount } from 'svelte';
import { Language } from '../language.svelte';
import '../tokens.css';
import '../base.css';
import './bridge';
import { Ceremony } from './ceremony.svelte';
import CeremonyPage from './CeremonyPage.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no element to mount into.');

const task = await window.ceremony.take();
// without one the window is being closed already
if (task.ok) {
  await new Language([task.value.language]).shown;
  if (task.value.kiosk) document.documentElement.dataset.kiosk = '';
  const ceremony = new Ceremony(task.value, window.ceremony);
  addEventListener('error', ceremony.break);
  addEventListener('unhandledrejection', ceremony.break);
  mount(CeremonyPage, { target, props: { ceremony } });
}
