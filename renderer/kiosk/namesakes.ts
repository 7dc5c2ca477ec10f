import type { KioskPerson } from '../../shared/kiosk/view';

/** What is shown of a person beside the name. */
export const tellingFields = ['username', 'email', 'population'] as const;
export type TellingField = (typeof tellingFields)[number];

const fold = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLocaleLowerCase();

/** Others among the people who have the very same name. */
const namesakesOf = (
  person: KioskPerson,
  people: readonly KioskPerson[],
): readonly KioskPerson[] => {
  const { name } = person;
  if (name === null) return [];
  return people.filter(
    (other) => other.id !== person.id && other.name !== null && fold(other.name) === fold(name),
  );
};

/** What tells a person apart from namesakes among the people; null where there are none. */
export const tellingApart = (
  person: KioskPerson,
  people: readonly KioskPerson[],
): readonly TellingField[] | null => {
  const others = namesakesOf(person, people);
  if (others.length === 0) return null;
  return tellingFields.filter((field) => others.some((other) => other[field] !== person[field]));
};
