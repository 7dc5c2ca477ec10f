import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceView } from '../../../../shared/ipc/views';
import { sentencesOf, spokenChanges } from '../../../../renderer/devices/change-words';
import {
  changesBetween,
  isOwn,
  withChanges,
  type OwnChange,
} from '../../../../renderer/devices/device-changes';
import { aDevice } from '../../../fakes/views';

const work = aDevice({ type: 'SMS', nickname: 'Work phone', isDefault: true });
const home = aDevice({ type: 'VOICE', nickname: 'Home' });
const mail = aDevice({ status: 'pending', canFinish: true, nickname: 'Mail' });
const list = [work, home, mail];

const told = (after: readonly DeviceView[], before: readonly DeviceView[] = list) =>
  sentencesOf(changesBetween(before, after));

describe('what is different between two readings', () => {
  it('is nothing between a list and itself', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            status: fc.constantFrom('active', 'pending', 'other'),
            locked: fc.boolean(),
            blocked: fc.boolean(),
            isDefault: fc.boolean(),
          }),
        ),
        (shapes) => {
          const devices = shapes.map((shape) => aDevice(shape));
          expect(changesBetween(devices, structuredClone(devices))).toEqual([]);
        },
      ),
    );
  });

  it.each<[string, readonly DeviceView[], readonly string[]]>([
    ['removed', [work, mail], ['“Home” was removed.']],
    ['lapsed', [work, home], ['“Mail” is no longer waiting to be finished.']],
    ['added', [...list, aDevice({ nickname: 'Key' })], ['“Key” was paired.']],
    [
      'begun',
      [...list, aDevice({ nickname: 'Key', status: 'pending' })],
      ['A pairing of “Key” was begun.'],
    ],
    [
      'activated',
      [work, home, { ...mail, status: 'active' }],
      ['The pairing of “Mail” was finished.'],
    ],
    ['renamed', [work, { ...home, nickname: 'Villa' }, mail], ['“Home” is called “Villa” now.']],
    ['locked', [work, { ...home, locked: true }, mail], ['“Home” is locked.']],
    ['blocked', [work, { ...home, blocked: true }, mail], ['“Home” was blocked.']],
    [
      'another default',
      [{ ...home, isDefault: true }, { ...work, isDefault: false }, mail],
      ['“Home” is the default now.'],
    ],
    ['no default', [{ ...work, isDefault: false }, home, mail], ['There is no default any more.']],
    [
      'the default removed',
      [{ ...home, isDefault: true }, mail],
      ['“Work phone” was removed.', '“Home” is the default now.'],
    ],
    ['all of them removed', [mail], ['“Work phone” was removed.', '“Home” was removed.']],
  ])('is told: %s', (_what, after, sentences) => {
    expect(told(after)).toEqual(sentences);
  });

  it('is told when a device may be used again, not when it unlocks by itself', () => {
    expect(told([work, home], [work, { ...home, blocked: true }])).toEqual([
      '“Home” is no longer blocked.',
    ]);
    expect(told([work, home], [work, { ...home, locked: true }])).toEqual([]);
  });

  it('does not make a change of the first device that is the default by itself', () => {
    expect(told([{ ...mail, status: 'active', isDefault: true }], [mail])).toEqual([
      'The pairing of “Mail” was finished.',
    ]);
  });
});

describe('what this window did itself', () => {
  const left = (after: readonly DeviceView[], own: OwnChange) =>
    sentencesOf(changesBetween(list, after).filter((change) => !isOwn(change, [own])));

  it('is not told', () => {
    expect(
      left([work, { ...home, nickname: 'Villa' }, mail], { kind: 'renamed', deviceId: home.id }),
    ).toEqual([]);
    expect(
      left([{ ...home, isDefault: true }, mail], { kind: 'removed', deviceId: work.id }),
    ).toEqual([]);
    expect(left([work, home], { kind: 'removed', deviceId: mail.id })).toEqual([]);
    expect(
      left([{ ...home, isDefault: true }, { ...work, isDefault: false }, mail], {
        kind: 'reordered',
      }),
    ).toEqual([]);
    expect(
      left([work, { ...home, locked: true }, mail, aDevice({ type: 'VOICE' })], {
        kind: 'paired',
        type: 'VOICE',
      }),
    ).toEqual([]);
  });

  it('does not hide what others did at the same time', () => {
    expect(left([work, mail], { kind: 'renamed', deviceId: home.id })).toEqual([
      '“Home” was removed.',
    ]);
    expect(left([work, mail], { kind: 'removed', deviceId: work.id })).toEqual([
      '“Home” was removed.',
    ]);
    expect(left([work, { ...home, blocked: true }, mail], { kind: 'reordered' })).toEqual([
      '“Home” was blocked.',
    ]);
    expect(left([work, home], { kind: 'paired', type: 'SMS' })).toEqual([
      '“Mail” is no longer waiting to be finished.',
    ]);
  });
});

describe('several changes', () => {
  it('are told once each, as they are now', () => {
    const villa = { ...home, nickname: 'Villa' };
    const blocked = { ...villa, blocked: true };
    let changes = changesBetween(list, [work, villa, mail]);
    changes = withChanges(changes, changesBetween([work, villa, mail], [work, blocked, mail]));
    expect(sentencesOf(changes)).toEqual(['“Home” is called “Villa” now.', '“Villa” was blocked.']);
    changes = withChanges(changes, changesBetween([work, blocked, mail], [work, villa, mail]));
    expect(sentencesOf(changes)[1]).toBe('“Villa” is no longer blocked.');
    changes = withChanges(changes, changesBetween([work, villa, mail], [work, mail]));
    expect(sentencesOf(changes)).toEqual(['“Villa” was removed.']);
  });

  it('are counted from the sixth on', () => {
    const many = Array.from({ length: 8 }, (_, number) => aDevice({ nickname: String(number) }));
    const sentences = sentencesOf(changesBetween([...many, work], [work]));
    expect(sentences).toHaveLength(6);
    expect(sentences.at(-1)).toBe('And 3 more changes.');
  });

  it('are spoken in one breath', () => {
    expect(spokenChanges(changesBetween(list, [work, mail]))).toBe(
      'Changed elsewhere: “Home” was removed.',
    );
    expect(spokenChanges([])).toBeNull();
  });
});
