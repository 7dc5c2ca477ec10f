import { timestamp, type Clock } from '../clock';

export interface Message {
  deviceId: string;
  channel: string;
  /** An address, or a number in E.164. */
  to: string;
  /** What a call dials after it is answered. */
  extension?: string;
  code: string;
  sentAt: string;
}

/** Everything that "PingOne" sent: e-mails, text messages, calls, and messages by WhatsApp. */
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
