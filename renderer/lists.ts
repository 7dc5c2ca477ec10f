import { formatLocale } from './times';

/** One after the other, as the language puts them: `a, b, c`. */
export const listOf = (items: readonly string[]): string =>
  new Intl.ListFormat(formatLocale(), { type: 'unit', style: 'short' }).format(items);
