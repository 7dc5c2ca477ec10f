import { createHash } from 'node:crypto';
import { truncate } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { recordToVerify } from '../../../../electron/record/asked';
import { runVerification } from '../../../../electron/record/command';
import { findingText } from '../../../../electron/record/report';
import { entry, hashIn, linesOf, withRecord } from './records';

it.each([
  [['.'], null],
  [['--verify-records'], null],
  [['.', '--verify-record'], '/usual'],
  [['--verify-record='], '/usual'],
  [['--verify-record=/a=b.jsonl'], '/a=b.jsonl'],
])('understands %j', (argv, file) => {
  expect(recordToVerify(argv, '/usual')).toBe(file);
});

it('prints what is right, with the hash to note down', () =>
  withRecord(linesOf([entry, entry]), async (file) => {
    expect(await runVerification(file)).toEqual({
      exitCode: 0,
      text: `${file}: good
  2 lines, numbers 1 to 2
  newest: number 2, 2023-11-14T22:13:20.001Z, hash ${hashIn(linesOf([entry, entry])[1]!)}
`,
    });
  }));

it('prints what is wrong', () =>
  withRecord(linesOf([entry, entry]), async (file) => {
    await truncate(file, 10);
    expect(await runVerification(file)).toEqual({
      exitCode: 1,
      text: `${file}: DAMAGED
  0 lines
  1 finding:
  - line 1: cut: the last line is incomplete; numbers 1 to 2 lost
`,
    });
  }));

it('has another exit code for a record that is not there', async () => {
  expect(await runVerification('/dev/null/record.jsonl')).toEqual({
    exitCode: 66,
    text: 'There is no record at /dev/null/record.jsonl\n',
  });
});

it('has words for every finding', () => {
  expect(
    [
      { kind: 'altered', line: 7, seq: null, witness: 'itself' } as const,
      { kind: 'unreadable', line: 7, seq: 7, to: 8 } as const,
      { kind: 'missing', from: 3, to: 5, after: null } as const,
      { kind: 'reordered', line: 4, lines: 2, seq: 9, after: 12 } as const,
      { kind: 'duplicate', line: 4, lines: 1, seq: 3 } as const,
      { kind: 'cut', line: null, from: 9, to: 9 } as const,
      { kind: 'head', problem: 'stale' } as const,
    ].map(findingText),
  ).toEqual([
    'line 7: altered: it does not agree with its own hash',
    'line 7 (numbers 7 to 8): unreadable: not a line of a record',
    'numbers 3 to 5: missing at the beginning',
    'lines 4 to 5 (numbers 9 to 10): reordered: belongs behind line 12',
    'line 4 (number 3): duplicate: stands elsewhere too',
    'number 9: cut from the end',
    'head file: stale: it is older than the record',
  ]);
});

it('has hashes that can be found without this program', () => {
  const said = { ...entry, operator: { id: 'a', username: 'Jörg "{}" \\ 李' } };
  const line = linesOf([said])[0]!;
  const without = line.replace(/,"hash":"[0-9a-f]+"\}\n$/, '');
  expect(createHash('sha256').update(without).digest('hex')).toBe(hashIn(line));
});
