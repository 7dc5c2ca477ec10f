import { OnDemand } from './on-demand.svelte';

/** What the first screen does without. */
export const parts = {
  connection: new OnDemand(() => import('./connection/ConnectionScreens.svelte')),
  diagnostics: new OnDemand(() => import('./diagnostics/DiagnosticsScreen.svelte')),
  kiosk: new OnDemand(() => import('./kiosk/KioskScreens.svelte')),
  menu: new OnDemand(() => import('./components/OpenMenu.svelte')),
  modal: new OnDemand(() => import('./components/OpenModal.svelte')),
  own: new OnDemand(() => import('./OwnScreens.svelte')),
} as const;
