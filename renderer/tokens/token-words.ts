import type { TokenView } from '../../shared/ipc/views';
import type { ChipWords } from '../devices/device-words';
import { m } from '../messages/compiled/messages';
import type { CodeFlaw } from './resync.svelte';

const kinds = { HOTP: m.tokens_hotp, TOTP: m.tokens_totp } satisfies Record<
  NonNullable<TokenView['tokenType']>,
  () => string
>;

/** How it makes its codes, as far as PingOne says so. */
export const factsOf = ({ tokenType, length, period }: TokenView): readonly string[] => [
  tokenType === null ? m.tokens_kind_unknown() : kinds[tokenType](),
  ...(length === null ? [] : [m.tokens_digits({ count: length })]),
  ...(period === null ? [] : [m.tokens_period({ count: period })]),
];

/** How far its clock is from PingOne's, in steps of its code; null for tokens without a clock. */
export const driftOf = ({ tokenType, drift }: TokenView): ChipWords | null => {
  if (tokenType === 'HOTP') return null;
  if (drift === null) return { tone: 'quiet', text: m.tokens_drift_unknown() };
  if (drift === 0) return { tone: 'good', text: m.tokens_in_step() };
  return {
    // PingOne knows of it, and allows for it
    tone: 'quiet',
    text:
      drift > 0 ? m.tokens_ahead({ count: drift }) : m.tokens_behind({ count: Math.abs(drift) }),
  };
};

export const ownerOf = ({ boundTo }: TokenView): string => {
  if (boundTo === null) return m.tokens_free();
  return boundTo.name === null ? m.tokens_bound_unnamed() : m.tokens_bound({ name: boundTo.name });
};

/** What PingOne made of two codes. */
export const resyncedWords = (serialNumber: string, token: TokenView | null): string => {
  const drift = token === null ? null : driftOf(token);
  return drift === null
    ? m.resync_done({ serialNumber })
    : m.resync_done_drift({ serialNumber, drift: drift.text });
};

export const flawWords = (flaw: CodeFlaw, length: number | null): string => {
  switch (flaw) {
    case 'missing':
      return m.resync_missing();
    case 'incomplete':
      return length === null ? m.code_incomplete_open() : m.code_incomplete({ length });
    case 'same':
      return m.resync_same();
    default:
      return flaw satisfies never;
  }
};
