import { createHash } from 'node:crypto';

/** Tells whether a device has a name, and not what the name is: people write all sorts of things into names. */
export const digestOf = (nickname: string): string =>
  createHash('sha256').update(nickname.normalize()).digest('base64url');
