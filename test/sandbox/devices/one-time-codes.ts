import { randomInt } from 'node:crypto';
import type { Clock } from '../clock';
import type { Messages } from '../inbox/messages';
import { milliseconds, type OtpMethodPolicy, type Switches } from '../switches';

export interface Sending {
  deviceId: string;
  channel: string;
  to: string;
  otp: OtpMethodPolicy['otp'];
}

/** Codes sent by message. One per purpose: a newer one replaces the older. Each is right once. */
export interface OneTimeCodes {
  send(purpose: string, sending: Sending): void;
  /** True once, for the newest code, while it lives. */
  use(purpose: string, typed: string): boolean;
  forget(purpose: string): void;
}

export function createOneTimeCodes(
  clock: Clock,
  switches: Switches,
  messages: Messages,
): OneTimeCodes {
  const codes = new Map<string, { code: string; expiresAt: number }>();

  function draw(length: number): string {
    const forced = switches.nextCode;
    switches.nextCode = null;
    if (forced !== null) return forced;
    return Array.from({ length }, () => String(randomInt(10))).join('');
  }

  return {
    send: (purpose, { deviceId, channel, to, otp }) => {
      const code = draw(otp.otpLength);
      codes.set(purpose, { code, expiresAt: clock.now() + milliseconds(otp.lifeTime) });
      messages.deliver({ deviceId, channel, to, code });
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
