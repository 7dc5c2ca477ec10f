import type { HardwareToken } from '../authenticators/hardware-tokens';
import type { Clock } from '../clock';

/** A token as one sees it without touching it: HOTP shows nothing until it is pressed. */
export function showToken(token: HardwareToken, clock: Clock) {
  const { nextCodeAt, press, ...facts } = token;
  return {
    ...facts,
    code: nextCodeAt === null ? null : press(),
    validForMs: nextCodeAt === null ? null : nextCodeAt - clock.now(),
  };
}
