import { createHash } from 'node:crypto';

/** A UUID that is the same in every run: made of another id, or of any text. */
export function derivedId(from: string): string {
  const hex = createHash('sha256').update(from).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
