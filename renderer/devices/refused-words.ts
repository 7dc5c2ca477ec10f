import { m } from '../messages/compiled/messages';
import type { Refused } from './device-actions.svelte';
import { nameOf } from './device-words';

/** What was not done. */
export const refusedWords = ({ what, device }: Refused): string => {
  if (what === 'order' || device === null) return m.order_refused();
  const name = nameOf(device);
  return what === 'unblock' ? m.unblock_refused({ name }) : m.unlock_refused({ name });
};
