import { m } from '../messages/compiled/messages';

/** What is done to a device only after a question. */
export type AskedFor = 'block' | 'requestLogs';

interface AskWords {
  readonly title: (about: { name: string }) => string;
  /** what it means */
  readonly text: () => string;
  readonly button: () => string;
  readonly kind: 'primary' | 'danger';
  readonly done: (about: { name: string }) => string;
  /** it shows in the list that it was done */
  readonly shows: boolean;
}

export const askWords: Readonly<Record<AskedFor, AskWords>> = {
  block: {
    title: m.block_title,
    text: m.block_text,
    button: m.block_button,
    kind: 'danger',
    done: m.block_done,
    shows: true,
  },
  requestLogs: {
    title: m.request_logs_title,
    text: m.request_logs_text,
    button: m.request_logs_button,
    kind: 'primary',
    done: m.request_logs_done,
    shows: false,
  },
};
