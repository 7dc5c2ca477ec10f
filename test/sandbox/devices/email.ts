import { invalidValue, requiredValue } from '../http/problem';
import type { MessageKind } from './message-device';

const ADDRESS = /^[^\s@"(),:;<>[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export const EMAIL: MessageKind = {
  type: 'EMAIL',
  section: 'email',
  authenticator: 'email',
  contact: ({ email }) => {
    if (email === undefined || email === null) throw requiredValue('email');
    if (typeof email !== 'string' || !ADDRESS.test(email)) {
      throw invalidValue('email', 'The address is not valid.');
    }
    return { email };
  },
  address: ({ email }) => ({ to: String(email) }),
  masked: ({ email }) => ({ email: mask(String(email)) }),
};

/** kim@example.org -> k****@example.org */
export function mask(address: string): string {
  return `${address.slice(0, 1)}****${address.slice(address.lastIndexOf('@'))}`;
}
