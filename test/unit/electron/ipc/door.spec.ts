import { describe, expect, it } from 'vitest';
import { createDoor } from '../../../../electron/ipc/door';

type Listener = (sender: string, input: unknown) => Promise<unknown>;

const aDoor = () => {
  const knocks = new Map<string, Listener>();
  const door = createDoor<string>(
    { session: { read: 'call', changed: 'event' }, language: { kept: 'call' } },
    { handle: (channel, listener) => void knocks.set(channel, listener) },
  );
  return { door, knocks };
};

describe('the door before the gate', () => {
  // seen to fail with a door for events as well, and with one for the first call alone
  it('is there for every call of the contract, and for nothing else', () => {
    expect([...aDoor().knocks.keys()]).toEqual(['session.read', 'language.kept']);
  });

  // seen to fail with a call that finds nobody, and with one that loses its sender or its input
  it('keeps calls waiting until the gate is there, and passes on who called, and with what', async () => {
    const { door, knocks } = aDoor();
    const early = knocks.get('session.read')!('page', { a: 1 });
    const heard: unknown[] = [];
    door.handle('session.read', (...call) => {
      heard.push(call);
      return Promise.resolve('answer');
    });
    expect(await early).toBe('answer');
    expect(await knocks.get('session.read')!('page', 2)).toBe('answer');
    expect(heard).toEqual([
      ['page', { a: 1 }],
      ['page', 2],
    ]);
  });

  // seen to fail with such a channel passed over
  it('opens no channel that the contract does not have', () => {
    expect(() => {
      aDoor().door.handle('session.changed', () => Promise.resolve());
    }).toThrow('session.changed');
  });
});
