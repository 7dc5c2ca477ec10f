import type { SessionView } from '../../shared/ipc/views';
import type { KioskView } from '../../shared/kiosk/view';

/** What the people who are here go by. */
export const knownPeople = (session: SessionView, kiosk: KioskView | null): readonly string[] => {
  const served = kiosk?.stage.name === 'serving' ? [kiosk.stage.person] : [];
  const here = session.state === 'signedIn' ? [session.person] : [];
  return [...here, ...served, ...(kiosk === null ? [] : [kiosk.operator])].flatMap(
    ({ name, username, email }) => [name, username, email].filter((word) => word !== null),
  );
};

/** Letters that a part of a name has at least: fewer stand in other words as well. */
const shortest = 3;

const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Takes the names of these people out, and each word of them, wherever they stand. */
export const withoutPeople = (text: string, people: readonly string[]): string => {
  const names = new Set(people.flatMap(wordsOf).filter((word) => word.length >= shortest));
  return text.replace(/[\p{L}\p{N}]+/gu, (word) =>
    names.has(word.toLowerCase()) ? '[name]' : word,
  );
};
