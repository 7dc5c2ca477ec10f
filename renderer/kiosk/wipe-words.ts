import type { WipePart, WipeReport } from '../../shared/kiosk/view';
import type { Tone } from '../devices/device-words';
import { m } from '../messages/compiled/messages';

type PartState = WipeReport['parts'][number]['state'];

export const partWords = {
  pairing: m.kiosk_part_pairing,
  memory: m.kiosk_part_memory,
  window: m.kiosk_part_window,
  storage: m.kiosk_part_storage,
  clipboard: m.kiosk_part_clipboard,
  downloads: m.kiosk_part_downloads,
} satisfies Record<WipePart, () => string>;

export const partStates = {
  clean: { text: m.kiosk_part_clean, tone: 'good' },
  pending: { text: m.kiosk_part_pending, tone: 'heed' },
  failed: { text: m.kiosk_part_failed, tone: 'bad' },
} satisfies Record<PartState, { text: () => string; tone: Tone }>;

/** The worst of its parts. */
export const wipeState = ({ parts }: WipeReport): PartState =>
  (['failed', 'pending'] as const).find((state) => parts.some((part) => part.state === state)) ??
  'clean';

export const wipeChip = (report: WipeReport): { readonly text: string; readonly tone: Tone } => {
  const state = wipeState(report);
  const text = {
    clean: m.kiosk_cleaned_good,
    pending: m.kiosk_cleaned_pending,
    failed: m.kiosk_cleaned_bad,
  }[state]();
  return { text, tone: partStates[state].tone };
};

/** For the ear. */
export const spokenWipe = (report: WipeReport | null): string | null =>
  report === null
    ? null
    : wipeState(report) === 'clean'
      ? m.kiosk_cleaned_said()
      : m.kiosk_cleaned_said_bad();
