import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createEmit } from '../../../../electron/ipc/emit';
import { expose } from '../../../../electron/ipc/expose';
import { serve } from '../../../../electron/ipc/serve';
import { shapeOf } from '../../../../electron/ipc/shape';
import { call, event, nothing } from '../../../../shared/ipc/define';
import { fail, ok } from '../../../../shared/result';
import { createFakeLog } from '../../../fakes/fake-log';

const example = {
  books: {
    find: call(v.object({ title: v.string() }), v.object({ title: v.string() })),
    lend: call(nothing, nothing),
    order: call(v.object({ titles: v.array(v.string()) }), nothing),
    changed: event(v.object({ title: v.string() })),
  },
} as const;

type Listener = (sender: string, input: unknown) => Promise<unknown>;

const served = (
  handlers: Partial<Parameters<typeof serve<typeof example, string>>[1]['books']> = {},
) => {
  const listeners = new Map<string, Listener>();
  const log = createFakeLog();
  serve(
    example,
    {
      books: {
        find: ({ title }) => ok({ title }),
        lend: () => ok(undefined),
        order: () => ok(undefined),
        ...handlers,
      },
    },
    {
      port: { handle: (channel, listener) => void listeners.set(channel, listener) },
      isTrusted: (sender: string) => sender === 'own page',
      reach: () => null,
      log,
      newReference: () => 'reference-1',
    },
  );
  const invoke = (channel: string, input?: unknown, sender = 'own page') =>
    listeners.get(channel)!(sender, input);
  return { invoke, listeners, log };
};

describe('the gate', () => {
  it('answers every call of the contract and no event', () => {
    expect([...served().listeners.keys()]).toEqual(['books.find', 'books.lend', 'books.order']);
  });

  it('refuses a sender that is not our own page, before it looks at anything else', async () => {
    let asked = false;
    const { invoke } = served({
      find: () => {
        asked = true;
        return ok({ title: '' });
      },
    });
    expect(await invoke('books.find', { title: 'x' }, 'stranger')).toEqual(
      fail({ code: 'notAllowed' }),
    );
    expect(asked).toBe(false);
  });

  it('names the fields of invalid input and repeats no value', async () => {
    const { invoke, log } = served();
    expect(await invoke('books.find', { title: 483920 })).toEqual(
      fail({ code: 'invalidInput', fields: ['title'] }),
    );
    expect(log.text()).not.toContain('483920');
  });

  it('names few of very many fields that are wrong', async () => {
    const { invoke } = served();
    const answer = await invoke('books.order', { titles: new Array(5_000).fill(1) });
    expect(answer).toMatchObject({ ok: false, error: { fields: { length: 20 } } });
  });

  it('answers any input whatsoever with a value, never with an exception', async () => {
    const { invoke } = served();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('books.find', 'books.lend'),
        fc.anything(),
        async (channel, input) => {
          expect(await invoke(channel, input)).toHaveProperty('ok');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses input larger than any honest one', async () => {
    expect(await served().invoke('books.find', { title: 'x'.repeat(30_000) })).toMatchObject({
      ok: false,
    });
  });

  it('strips from an answer what the contract does not name', async () => {
    const withSecret = { title: 'x', accessToken: 'marker' };
    const { invoke } = served({ find: () => ok(withSecret) });
    expect(await invoke('books.find', { title: 'x' })).toEqual(ok({ title: 'x' }));
  });

  it('turns a handler that throws into a reference number, and logs the stack', async () => {
    const { invoke, log } = served({
      find: () => {
        throw new Error('a bug');
      },
    });
    expect(await invoke('books.find', { title: 'x' })).toEqual(
      fail({ code: 'unexpected', reference: 'reference-1' }),
    );
    expect(log.text()).toContain('a bug');
  });

  it('never lets an answer through that the contract does not allow', async () => {
    const wrong = { title: 7 } as unknown as { title: string };
    const { invoke } = served({ find: () => ok(wrong) });
    expect(await invoke('books.find', { title: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'unexpected' },
    });
  });
});

describe('the bridge', () => {
  it('has one function a call and one subscription an event, by the names of the contract', async () => {
    const invoked: unknown[] = [];
    const listeners = new Map<string, (event: unknown, payload: unknown) => void>();
    const bridge = expose(shapeOf(example), {
      invoke: (channel, input) => {
        invoked.push([channel, input]);
        return Promise.resolve('answer');
      },
      on: (channel, listener) => listeners.set(channel, listener),
      off: (channel) => listeners.delete(channel),
    });
    expect(Object.keys(bridge.books ?? {})).toEqual(['find', 'lend', 'order', 'changed']);

    const find = bridge.books?.find as (input: unknown) => Promise<unknown>;
    expect(await find({ title: 'x' })).toBe('answer');
    expect(invoked).toEqual([['books.find', { title: 'x' }]]);

    const heard: unknown[] = [];
    const changed = bridge.books?.changed as (listener: (payload: unknown) => void) => () => void;
    const stop = changed((...given) => void heard.push(given));
    listeners.get('books.changed')?.({ sender: 'never crosses' }, { title: 'y' });
    expect(heard).toEqual([[{ title: 'y' }]]);
    stop();
    expect(listeners.size).toBe(0);
  });
});

describe('events', () => {
  it('carry what the contract names and nothing else', () => {
    const sent: unknown[] = [];
    const emit = createEmit(example, (...message) => void sent.push(message));
    const payload = { title: 'x', refreshToken: 'marker' };
    emit.books.changed(payload);
    expect(sent).toEqual([['books.changed', { title: 'x' }]]);
  });
});
