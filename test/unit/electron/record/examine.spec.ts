import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examine } from '../../../../electron/record/examine';
import { firstHead, headIn, headText, type HeadRead } from '../../../../electron/record/head';
import { entries, entry, hashIn, headOf, linesOf, reportOn, resealed } from './records';

const lineBreak = 10;

/** Records of at least `minimum` lines. */
const records = (minimum = 1) =>
  fc.array(entries, { minLength: minimum, maxLength: 9 }).map((said) => linesOf(said));

/** A record, and so many different places in it, counted from 0, in order. */
const recordAndPlaces = (count: number, minimum = count) =>
  records(minimum).chain((lines) =>
    fc.tuple(
      fc.constant(lines),
      fc
        .uniqueArray(fc.nat(lines.length - 1), { minLength: count, maxLength: count })
        .map((places) => places.sort((one, other) => one - other)),
    ),
  );

const check = <Ts>(property: fc.IProperty<Ts>, numRuns = 40): void =>
  fc.assert(property, { numRuns });

const moved = (lines: readonly string[], from: number, to: number): string[] => {
  const others = lines.toSpliced(from, 1);
  return others.toSpliced(to, 0, lines[from]!);
};

describe('a record that nobody touched', () => {
  it('is good, and its newest line is named', () =>
    check(
      fc.property(records(0), fc.integer({ min: 1, max: 2_000 }), (lines, piece) => {
        const report = reportOn(lines, lines.join(''), piece);
        expect(report).toMatchObject({ state: 'good', lines: lines.length, findings: [] });
        expect(report.newest?.hash).toBe(lines.length === 0 ? undefined : hashIn(lines.at(-1)!));
      }),
    ));

  it('is good when the program crashed between a line and its head', () =>
    check(
      fc.property(records(2), (lines) => {
        const report = reportOn(lines.slice(0, -1), lines.join(''));
        expect(report.findings).toEqual([]);
      }),
      20,
    ));
});

describe('an altered line', () => {
  it('is named, whichever byte was changed to whatever', () =>
    check(
      fc.property(recordAndPlaces(1), fc.nat(), fc.nat(255), ([lines, [place]], position, byte) => {
        const before = lines.slice(0, place).join('');
        const bytes = Buffer.from(lines.join(''));
        const at = Buffer.byteLength(before) + (position % (Buffer.byteLength(lines[place!]!) - 1));
        fc.pre(bytes[at] !== byte && byte !== lineBreak);
        bytes[at] = byte;
        const { findings } = reportOn(lines, bytes);
        expect(findings).toHaveLength(1);
        expect(findings[0]?.kind).toMatch(/^(altered|unreadable)$/);
        expect(findings[0]).toMatchObject({ line: place! + 1, seq: place! + 1 });
      }),
      150,
    ));

  it('is named in both halves when it was broken in two', () =>
    check(
      fc.property(recordAndPlaces(1), fc.nat(), ([lines, [place]], position) => {
        const line = Buffer.from(lines[place!]!);
        line[position % (line.length - 1)] = lineBreak;
        const { findings } = reportOn(
          lines,
          Buffer.concat(lines.map((each, index) => (index === place ? line : Buffer.from(each)))),
        );
        expect(findings).toMatchObject([
          { kind: 'unreadable', line: place! + 1 },
          { kind: 'unreadable', line: place! + 2 },
        ]);
      }),
    ));

  it('is named when its line break is gone, with the one that it was joined to', () =>
    check(
      fc.property(
        recordAndPlaces(1, 2),
        fc.constantFrom('', ' ', 'x'),
        ([lines, [place]], with_) => {
          fc.pre(place! < lines.length - 1);
          const joined = lines.with(place!, lines[place!]!.replace('\n', with_));
          const { findings } = reportOn(lines, joined.join(''));
          expect(findings).toEqual([
            { kind: 'unreadable', line: place! + 1, seq: place! + 1, to: place! + 2 },
          ]);
        },
      ),
    ));

  const outcomes = (body: string): string =>
    body.replace(/"outcome":"\w+"/, ($0) =>
      $0.includes('done') ? '"outcome":"failed"' : '"outcome":"done"',
    );

  it('is named by the line after it, or by the head, when its own hash was made to agree', () =>
    check(
      fc.property(recordAndPlaces(1), ([lines, [place]]) => {
        const altered = lines.with(place!, resealed(lines[place!]!, outcomes));
        const { findings } = reportOn(lines, altered.join(''));
        expect(findings).toEqual([
          {
            kind: 'altered',
            line: place! + 1,
            seq: place! + 1,
            witness: place === lines.length - 1 ? 'head' : 'next',
          },
        ]);
      }),
    ));

  it('is named when it got another number and a hash that agrees', () =>
    check(
      fc.property(
        recordAndPlaces(1, 3),
        fc.integer({ min: 1, max: 20 }),
        ([lines, [place]], seq) => {
          fc.pre(place! > 0 && seq !== place! + 1);
          const altered = lines.with(
            place!,
            resealed(lines[place!]!, (body) => body.replace(/"seq":\d+/, `"seq":${String(seq)}`)),
          );
          const { findings } = reportOn(lines, altered.join(''));
          expect(findings).toEqual([
            { kind: 'altered', line: place! + 1, seq: place! + 1, witness: 'itself' },
          ]);
        },
      ),
    ));

  it('is seen when everything from it on was written anew, as long as the head was not', () =>
    check(
      fc.property(recordAndPlaces(1, 2), ([lines, [place]]) => {
        fc.pre(place! > 0);
        const anew = linesOf(
          lines.slice(place).map(() => ({ ...entry, detail: 'forged' })),
          { seq: place!, hash: hashIn(lines[place! - 1]!) },
        );
        const { findings } = reportOn(lines, [...lines.slice(0, place), ...anew].join(''));
        expect(findings).toEqual([
          { kind: 'altered', line: lines.length, seq: lines.length, witness: 'head' },
        ]);
      }),
    ));

  it('is named when something endless was put in front of it', () => {
    const lines = linesOf([entry, entry, entry]);
    const changed = lines.with(1, 'x'.repeat(20_000 - lines[0]!.length) + lines[1]!);
    // the second piece begins with what looks like a sound line
    expect(reportOn(lines, changed.join(''), 20_000).findings).toEqual([
      { kind: 'unreadable', line: 2, seq: 2, to: 2 },
    ]);
  });

  it('stands for its number once when it was copied', () => {
    const lines = linesOf([entry, entry, entry]);
    const broken = lines[1]!.replace('{', '[');
    expect(reportOn(lines, [lines[0], broken, broken, lines[2]].join('')).findings).toEqual([
      { kind: 'unreadable', line: 2, seq: 2, to: 2 },
      { kind: 'unreadable', line: 3, seq: null, to: null },
    ]);
  });

  it('is named by the line after it even when that one was moved', () => {
    const lines = linesOf(Array.from({ length: 6 }, () => entry));
    const changed = moved(lines.with(2, resealed(lines[2]!, outcomes)), 3, 5);
    expect(reportOn(lines, changed.join('')).findings).toEqual([
      { kind: 'altered', line: 3, seq: 3, witness: 'next' },
      { kind: 'reordered', line: 6, lines: 1, seq: 4, after: 3 },
    ]);
  });

  it('is named when the first line claims that something was before it', () => {
    const lines = linesOf([entry, entry], { seq: 0, hash: '5'.repeat(64) });
    expect(reportOn(lines, lines.join('')).findings).toEqual([
      { kind: 'altered', line: 1, seq: 1, witness: 'itself' },
    ]);
  });

  it.each([
    ['a line of nothing', '\n'],
    ['a free text', 'all is well\n'],
    ['an endless line', `${'x'.repeat(600_000)}\n`],
    ['a line of a later version', '{"v":2}\n'],
  ])('is told from %s that was put in between', (_what, text) => {
    const lines = linesOf([entry, entry, entry]);
    expect(reportOn(lines, lines.toSpliced(1, 0, text).join('')).findings).toEqual([
      { kind: 'unreadable', line: 2, seq: null, to: null },
    ]);
  });
});

describe('a missing line', () => {
  it('is named by its number, and nothing else is', () =>
    check(
      fc.property(recordAndPlaces(2, 3), ([lines, [from, to]]) => {
        fc.pre(to! < lines.length);
        const { findings } = reportOn(lines, lines.toSpliced(from!, to! - from!).join(''));
        expect(findings).toEqual([
          { kind: 'missing', from: from! + 1, to: to!, after: from === 0 ? null : from },
        ]);
      }),
    ));

  it('is named beside another one', () => {
    const lines = linesOf(Array.from({ length: 9 }, () => entry));
    const left = lines.filter((_line, index) => ![0, 3, 4, 6].includes(index));
    expect(reportOn(lines, left.join('')).findings).toEqual([
      { kind: 'missing', from: 1, to: 1, after: null },
      { kind: 'missing', from: 4, to: 5, after: 2 },
      { kind: 'missing', from: 7, to: 7, after: 3 },
    ]);
  });

  it('is named beside one that was altered', () => {
    const lines = linesOf(Array.from({ length: 6 }, () => entry));
    const changed = lines.with(3, lines[3]!.replace('morgan', 'robin0')).toSpliced(2, 1);
    expect(reportOn(lines, changed.join('')).findings).toEqual([
      { kind: 'missing', from: 3, to: 3, after: 2 },
      { kind: 'altered', line: 3, seq: 4, witness: 'itself' },
    ]);
  });
});

describe('a line in the wrong place', () => {
  it('is named, with where it belongs', () =>
    check(
      fc.property(recordAndPlaces(2, 3), fc.boolean(), ([lines, [low, high]], up) => {
        fc.pre(high! - low! > 1);
        const [from, to] = up ? [high!, low!] : [low!, high!];
        const { findings } = reportOn(lines, moved(lines, from, to).join(''));
        expect(findings).toEqual([
          {
            kind: 'reordered',
            line: to + 1,
            lines: 1,
            seq: from + 1,
            // those before its old place have moved down by one when it went in front of them
            after: up ? from + 1 : from === 0 ? null : from,
          },
        ]);
      }),
    ));

  it('is named twice when two lines have changed places', () =>
    check(
      fc.property(recordAndPlaces(2, 3), ([lines, [low, high]]) => {
        fc.pre(high! - low! > 1);
        const swapped = lines.with(low!, lines[high!]!).with(high!, lines[low!]!);
        const { findings } = reportOn(lines, swapped.join(''));
        expect(findings).toEqual([
          { kind: 'reordered', line: low! + 1, lines: 1, seq: high! + 1, after: high },
          {
            kind: 'reordered',
            line: high! + 1,
            lines: 1,
            seq: low! + 1,
            after: low === 0 ? null : low,
          },
        ]);
      }),
    ));

  it('is one of two neighbours that have changed places: the later one', () =>
    check(
      fc.property(recordAndPlaces(1, 2), ([lines, [place]]) => {
        fc.pre(place! < lines.length - 1);
        const { findings } = reportOn(lines, moved(lines, place!, place! + 1).join(''));
        expect(findings).toEqual([
          {
            kind: 'reordered',
            line: place! + 2,
            lines: 1,
            seq: place! + 1,
            after: place === 0 ? null : place,
          },
        ]);
      }),
    ));

  it('is the smaller part when a block was moved', () => {
    const lines = linesOf(Array.from({ length: 9 }, () => entry));
    const changed = [...lines.slice(0, 1), ...lines.slice(4), ...lines.slice(1, 4)];
    expect(reportOn(lines, changed.join('')).findings).toEqual([
      { kind: 'reordered', line: 7, lines: 3, seq: 2, after: 1 },
    ]);
  });
});

describe('a line that is there twice', () => {
  it('is named where it is the copy', () =>
    check(
      fc.property(recordAndPlaces(1), fc.nat(), ([lines, [place]], position) => {
        const at = position % (lines.length + 1);
        const { findings } = reportOn(lines, lines.toSpliced(at, 0, lines[place!]!).join(''));
        expect(findings).toEqual([
          // of two copies side by side, the second
          { kind: 'duplicate', line: at === place ? at + 2 : at + 1, lines: 1, seq: place! + 1 },
        ]);
      }),
      60,
    ));
});

describe('a record that was cut', () => {
  it('is named with what is gone, wherever it was cut', () =>
    check(
      fc.property(records(), fc.nat(), (lines, position) => {
        const bytes = Buffer.from(lines.join(''));
        const length = position % bytes.length;
        const left = bytes.subarray(0, length);
        const whole = left.toString('latin1').split('\n').length - 1;
        const { findings } = reportOn(lines, left);
        expect(findings).toEqual([
          {
            kind: 'cut',
            line: left.length === 0 || left.at(-1) === lineBreak ? null : whole + 1,
            from: whole + 1,
            to: lines.length,
          },
        ]);
      }),
      60,
    ));

  it('is named with what is gone when it was cut between two lines', () =>
    check(
      fc.property(recordAndPlaces(1), ([lines, [place]]) => {
        const { findings } = reportOn(lines, lines.slice(0, place).join(''));
        expect(findings).toEqual([{ kind: 'cut', line: null, from: place! + 1, to: lines.length }]);
      }),
    ));

  it('is what a half-written line looks like', () => {
    const lines = linesOf([entry, entry, entry]);
    const half = lines[2]!.slice(0, 50);
    expect(reportOn(lines.slice(0, 2), [...lines.slice(0, 2), half].join('')).findings).toEqual([
      { kind: 'cut', line: 3, from: 3, to: 3 },
    ]);
  });
});

describe('whatever else happened to it', () => {
  const mutations = fc.array(
    fc.record({
      what: fc.constantFrom('alter', 'delete', 'copy', 'move', 'cut'),
      one: fc.nat(),
      other: fc.nat(),
    }),
    { minLength: 1, maxLength: 4 },
  );

  it('never passes for good', () =>
    check(
      fc.property(records(3), mutations, (lines, changes) => {
        const sound = lines.join('');
        const changed = changes.reduce((bytes, { what, one, other }) => {
          const now = bytes.toString('latin1').split(/(?<=\n)/);
          const [from, to] = [one % now.length, other % now.length];
          const joined = (parts: string[]) => Buffer.from(parts.join(''), 'latin1');
          const altered = Buffer.from(bytes);
          if (bytes.length > 0) altered[one % bytes.length] = other % 256;
          return {
            alter: altered,
            delete: joined(now.toSpliced(from, 1)),
            copy: joined(now.toSpliced(to, 0, now[from]!)),
            move: joined(moved(now, from, to)),
            cut: bytes.subarray(0, other % (bytes.length + 1)),
          }[what];
        }, Buffer.from(sound));
        fc.pre(!changed.equals(Buffer.from(sound)));
        const report = reportOn(lines, changed);
        expect(report.state).toBe('damaged');
        for (const finding of report.findings)
          if ('line' in finding) expect(finding.line ?? 1).toBeLessThanOrEqual(report.lines + 1);
      }),
      120,
    ));
});

describe('the head of a record', () => {
  const lines = linesOf([entry, entry, entry]);
  const foundWith = (head: HeadRead) => {
    const examination = examine('record.jsonl', head);
    examination.read(Buffer.from(lines.join('')));
    return examination.report().findings;
  };

  it('is missed', () => {
    expect(foundWith('missing')).toEqual([{ kind: 'head', problem: 'missing' }]);
  });

  it('is not believed when any byte of it was changed', () => {
    const text = headText(headOf(lines));
    expect(headIn(text)).toEqual(headOf(lines));
    check(
      fc.property(fc.nat(text.length - 2), fc.integer({ min: 33, max: 126 }), (at, byte) => {
        fc.pre(text.charCodeAt(at) !== byte);
        const changed = text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1);
        expect(headIn(changed)).toBe('unreadable');
      }),
      300,
    );
    expect(foundWith('unreadable')).toEqual([{ kind: 'head', problem: 'unreadable' }]);
  });

  it('is not believed when it belongs to another record', () => {
    const other = linesOf(Array.from({ length: 5 }, () => ({ ...entry, detail: 'other' })));
    expect(foundWith(headOf(other))).toEqual([{ kind: 'head', problem: 'foreign' }]);
  });

  it('is not believed when it knows no line, and the record begins elsewhere', () => {
    const begun = { ...firstHead, seq: 7, hash: '7'.repeat(64), continues: 'record-x.jsonl' };
    expect(foundWith(begun)).toEqual([{ kind: 'head', problem: 'foreign' }]);
  });

  it('is older than the record when lines were added without it', () => {
    expect(foundWith(headOf(lines.slice(0, 1)))).toEqual([{ kind: 'head', problem: 'stale' }]);
  });
});
