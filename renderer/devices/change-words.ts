import { m } from '../messages/compiled/messages';
import type { DeviceChange, Happening } from './device-changes';
import { nameOf } from './device-words';

const happenings = {
  added: m.devices_change_added,
  begun: m.devices_change_begun,
  activated: m.devices_change_activated,
  removed: m.devices_change_removed,
  lapsed: m.devices_change_lapsed,
  locked: m.devices_change_locked,
  blocked: m.devices_change_blocked,
  unblocked: m.devices_change_unblocked,
} satisfies Record<Happening, (about: { name: string }) => string>;

/** One sentence for what was done somewhere else. */
export const sentenceOf = (change: DeviceChange): string => {
  switch (change.kind) {
    case 'renamed':
      return m.devices_change_renamed({
        before: nameOf(change.before),
        name: nameOf(change.device),
      });
    case 'default':
      return change.device === null
        ? m.devices_change_no_default()
        : m.devices_change_default({ name: nameOf(change.device) });
    default:
      return happenings[change.kind]({ name: nameOf(change.device) });
  }
};

/** As many are listed; more are counted. */
const listed = 5;

export const sentencesOf = (changes: readonly DeviceChange[]): readonly string[] => {
  const sentences = changes.map(sentenceOf);
  const rest = sentences.length - listed;
  return rest > 1
    ? [...sentences.slice(0, listed), m.devices_changes_more({ count: rest })]
    : sentences;
};

/** The same for the ear; null when there is nothing to tell. */
export const spokenChanges = (changes: readonly DeviceChange[]): string | null =>
  changes.length === 0
    ? null
    : m.devices_changes_spoken({ changes: sentencesOf(changes).join(' ') });
