import { populations, type SeedUser } from '../seed';

function person(
  number: number,
  username: string,
  given: string,
  family: string,
  more: Partial<SeedUser> = {},
): SeedUser {
  return {
    id: generatedId(number),
    username,
    password: `${username}-sandbox-1`,
    email: `${username}@example.org`,
    given,
    family,
    mobilePhone: `+1512555${String(1_000 + number)}`,
    population: populations.staff,
    ...more,
  };
}

/** The id of the nth of the people who are made up, from 1. */
export function generatedId(number: number): string {
  return `6f1d0a4e-5b0c-4c55-9a55-2d5c2f${number.toString(16).padStart(6, '0')}`;
}

/**
 * The first of the people who are made up, for tests to name: one of each kind that is found wrongly, shown wrongly, or
 * not to be served. Staff, unless told.
 */
export const knownPeople = {
  /** Three of one name: two of them in the same population. */
  namesake: person(1, 'maria.garcia', 'Maria', 'Garcia'),
  namesakeElsewhere: person(2, 'maria.garcia2', 'Maria', 'Garcia', {
    population: populations.contractors,
  }),
  namesakeBeside: person(3, 'maria.garcia3', 'Maria', 'Garcia'),

  greek: person(4, 'eleni.papadopoulou', 'Ελένη', 'Παπαδοπούλου'),
  cyrillic: person(5, 'dmitry.shcherbak', 'Дмитрий', 'Щербак'),
  arabic: person(6, 'layla.alhassan', 'ليلى', 'الحسن'),
  hebrew: person(7, 'noa.bendavid', 'נועה', 'בן דוד'),
  chinese: person(8, 'xiuying.ouyang', '秀英', '欧阳'),
  japanese: person(9, 'sakura.watanabe', 'さくら', '渡辺'),
  devanagari: person(10, 'priya.sharma', 'प्रिया', 'शर्मा'),
  vietnamese: person(11, 'duc.nguyen', 'Đức', 'Nguyễn'),
  apostrophe: person(12, 'siobhan.obrien', 'Siobhán', "O'Brien"),
  quote: person(13, 'dwayne.stone', 'Dwayne "Rocky"', 'Stone'),
  backslash: person(14, 'renee.back', 'Renée', 'Back\\slash'),
  veryLong: person(
    15,
    'max.longname',
    'Maximiliane Josephine Wilhelmine Charlotte Elisabeth Theresia Antonia',
    'von Hohenlangenfeldersbachhausen zu Untermitterobergrafendorf-Niederkirchen',
  ),

  disabled: person(16, 'dora.closed', 'Dora', 'Closed', { enabled: false }),
  locked: person(17, 'luca.bolt', 'Luca', 'Bolt', { locked: true }),
  withMfa: person(18, 'mina.guarded', 'Mina', 'Guarded', { mfaEnabled: true }),
  withoutEmail: person(19, 'paul.pager', 'Paul', 'Pager', { email: undefined }),
  withoutPhone: person(20, 'nora.quiet', 'Nora', 'Quiet', { mobilePhone: undefined }),
  visitor: person(21, 'vera.guest', 'Vera', 'Guest', { population: populations.visitors }),
} satisfies Record<string, SeedUser>;
