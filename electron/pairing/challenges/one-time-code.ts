import type { Challenge } from './challenge';

/** Seeds 000 and 004: the code as it was typed, a string, leading zeros and all. */
export const oneTimeCode: Challenge = {
  activation: (otp) => ({ otp }),
  check: ({ authentications, authenticationId, response, context }) =>
    authentications.checkCode(authenticationId, response, context),
};
