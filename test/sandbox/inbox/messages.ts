import { timestamp, type Clock } from '../clock';

export interface Message {
  deviceId: string;
  channel: string;
  to: string;
  code: string;
  sentAt: string;
}

/** Everything that "PingOne" sent: e-mails, later text messages and calls. */
export interface Messages {
  deliver(message: Omit<Message, 'sentAt'>): void;
  /** Newest first. */
  all(): Message[];
}

export function createMessages(clock: Clock): Messages {
  const messages: Message[] = [];
  return {
    deliver: (message) => {
      messages.unshift({ ...message, sentAt: timestamp(clock.now()) });
    },
    all: () => [...messages],
  };
}
