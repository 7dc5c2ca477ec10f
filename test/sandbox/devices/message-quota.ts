import type { Clock } from '../clock';
import { limitExceeded } from '../http/problem';
import type { Switches } from '../switches';

const DAY = 24 * 60 * 60 * 1_000;

/** Contract A.7: so many messages to a user in any 24 hours, each channel counted apart. */
export interface MessageQuota {
  /** Throws LIMIT_EXCEEDED if no message more may be sent. */
  refuseAtQuota: (userId: string, channel: string) => void;
  count(userId: string, channel: string): void;
}

export function createMessageQuota(clock: Clock, switches: Switches): MessageQuota {
  const sent: { userId: string; channel: string; at: number }[] = [];
  return {
    refuseAtQuota: (userId, channel) => {
      const since = clock.now() - DAY;
      const today = sent.filter(
        (one) => one.userId === userId && one.channel === channel && one.at > since,
      );
      if (today.length < switches.messagesPerDay) return;
      throw limitExceeded(switches.limitExceededCode, 'As many messages as a user may get a day.');
    },
    count: (userId, channel) => {
      sent.push({ userId, channel, at: clock.now() });
    },
  };
}
