import type { Challenge } from './challenge';
import { oneTimeCode } from './one-time-code';

/** Seeds 001 and 003: `oathResync` is sent every time, and only ever the newest code (pingone-mfa-api.md C.1, J.1 Q7). */
export const hardwareToken: Challenge = {
  activation: (otp) => ({ otp, oathResync: true }),
  check: oneTimeCode.check,
};
