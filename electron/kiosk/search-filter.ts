import { compared as is, type FilterOperator as Operator } from '../pingone/scim-filter';

/** The very user name or e-mail address (pingone-mfa-api.md G). */
export const exactly = (text: string): string =>
  `${is('username', 'eq', text)} or ${is('email', 'eq', text)}`;

/** Longer names are found by as many of their words: each is a beginning anyway. */
const mostWords = 6;

/** "Kim Novak", "Novak Kim", and names that are several words: wherever the one may end and the other begin. */
const byName = (text: string, operator: Operator): string[] => {
  const words = text.split(' ').slice(0, mostWords);
  const whole = words.join(' ');
  const halves = words.slice(1).flatMap((_, index) => {
    const one = words.slice(0, index + 1).join(' ');
    const other = words.slice(index + 1).join(' ');
    return [
      `(${is('name.given', operator, one)} and ${is('name.family', operator, other)})`,
      `(${is('name.family', operator, one)} and ${is('name.given', operator, other)})`,
    ];
  });
  return [is('name.given', operator, whole), is('name.family', operator, whole), ...halves];
};

/** Whoever's user name, e-mail address or name begins like this. */
export const startsLike = (text: string): string =>
  [is('username', 'sw', text), is('email', 'sw', text), ...byName(text, 'sw')].join(' or ');

/** The same where the directory knows no prefixes: whole names. */
export const startsLikeWithoutPrefixes = (text: string): string => byName(text, 'eq').join(' or ');
