import { randomInt } from 'node:crypto';
import type { Clock } from '../clock';
import type { Messages } from '../inbox/messages';
import { milliseconds, type OtpMethodPolicy } from '../policy-switches';
import type { Switches } from '../switches';
import type { MessageQuota } from './message-quota';

export interface Sending {
  deviceId: string;
  userId: string;
  channel: string;
  to: string;
  extension?: string;
  otp: OtpMethodPolicy['otp'];
}

/** Codes sent by message. One per purpose: a newer one replaces the older. Each is right once. */
export interface OneTimeCodes extends Pick<MessageQuota, 'refuseAtQuota'> {
  /** Throws a Problem where the user has got too many messages; then nothing is sent. */
  send(purpose: string, sending: Sending): void;
  /** True once, for the newest code, while it lives. */
  use(purpose: string, typed: string): boolean;
  forget(purpose: string): void;
}

export function createOneTimeCodes(
  clock: Clock,
  switches: Switches,
  messages: Messages,
  quota: MessageQuota,
): OneTimeCodes {
  const codes = new Map<string, { code: string; expiresAt: number }>();

  function draw(length: number): string {
    const forced = switches.nextCode;
    switches.nextCode = null;
    if (forced !== null) return forced;
    return Array.from({ length }, () => String(randomInt(10))).join('');
  }

  return {
    refuseAtQuota: quota.refuseAtQuota,
    send: (purpose, { userId, otp, ...message }) => {
      quota.refuseAtQuota(userId, message.channel);
      quota.count(userId, message.channel);
      const code = draw(otp.otpLength);
      codes.set(purpose, { code, expiresAt: clock.now() + milliseconds(otp.lifeTime) });
      messages.deliver({ ...message, code });
    },
    use: (purpose, typed) => {
      const known = codes.get(purpose);
      if (known?.code !== typed || known.expiresAt <= clock.now()) return false;
      codes.delete(purpose);
      return true;
    },
    forget: (purpose) => {
      codes.delete(purpose);
    },
  };
}
