import { groups, type Fault } from './rows';
import type { FaultTest, StrayTag } from './tests';

/** What the table and the tests have to say about each other before the table can be believed. */
export const complaints = (found: readonly (FaultTest | StrayTag)[]): readonly string[] => {
  const faults = groups.flatMap((group) => group.faults);
  const known = new Set(faults.map(({ row }) => row));
  const covered = new Set(found.flatMap((test) => ('rows' in test ? test.rows : [])));
  const ofRow = ({ row, cannotRun }: Fault): string[] =>
    covered.has(row) || cannotRun !== undefined
      ? []
      : [`row ${String(row)} has neither a test nor a reason`];
  return [
    ...faults.flatMap(ofRow),
    ...[...covered]
      .filter((row) => !known.has(row))
      .map((row) => `there is no row ${String(row)}, but a test of it`),
    ...found.flatMap((test) =>
      'rows' in test ? [] : [`${test.file}: "${test.text}" should begin like "[fault 2, 3] "`],
    ),
  ];
};
