import { describe, expect, it } from 'vitest';
import { serve } from '../../../../electron/ipc/serve';
import type { Handlers } from '../../../../shared/ipc/bridge';
import { contract } from '../../../../shared/ipc/contract';
import type { Reach } from '../../../../shared/ipc/define';
import { fail } from '../../../../shared/result';
import { createFakeLog } from '../../../fakes/fake-log';

const calls = Object.entries(contract).flatMap(([topic, members]) =>
  Object.entries(members).flatMap(([name, { kind }]) =>
    kind === 'call' ? [{ topic, name, channel: `${topic}.${name}` }] : [],
  ),
);

/** The real contract, behind it handlers that only say that they were reached. */
const gate = (reach: () => Reach | null) => {
  const listeners = new Map<string, (sender: string, input: unknown) => Promise<unknown>>();
  const reached: string[] = [];
  const handlers: Record<string, Record<string, () => unknown>> = {};
  for (const { topic, name, channel } of calls)
    (handlers[topic] ??= {})[name] = () => {
      reached.push(channel);
      return fail({ code: 'unexpected' });
    };
  serve(contract, handlers as unknown as Handlers, {
    port: { handle: (channel, listener) => void listeners.set(channel, listener) },
    isTrusted: () => true,
    reach,
    log: createFakeLog(),
    newReference: () => 'reference-1',
  });
  return {
    reached,
    invoke: (channel: string, input?: unknown) => listeners.get(channel)!('', input),
  };
};

/** The calls that are not refused whatever they carry. */
const openTo = async (reach: Reach): Promise<string[]> => {
  const { invoke } = gate(() => reach);
  const open: string[] = [];
  for (const { channel } of calls) {
    const answer = await invoke(channel, 'nonsense');
    if (JSON.stringify(answer) !== JSON.stringify(fail({ code: 'notAllowed' }))) open.push(channel);
  }
  return open;
};

describe('a screen that is not in the hands of the operator', () => {
  it('leaves the person what they need, and nothing else', async () => {
    expect(await openTo('subject')).toEqual([
      'configuration.read',
      'session.read',
      'session.signInAgain',
      'session.cancelSignIn',
      'pairing.read',
      'pairing.key',
      'pairing.pairingKey',
      'pairing.act',
      'pairing.close',
      'kiosk.read',
      'kiosk.confirm',
      'kiosk.deny',
      'kiosk.takeBack',
      'kiosk.moreTime',
      'kiosk.copied',
      'language.kept',
      'language.chosen',
    ]);
  });

  it('leaves nobody anything but the ways back', async () => {
    expect(await openTo('locked')).toEqual([
      'configuration.read',
      'session.read',
      'session.signInAgain',
      'session.cancelSignIn',
      'pairing.read',
      'kiosk.read',
      'kiosk.takeBack',
      'kiosk.moreTime',
      'kiosk.endShift',
      'language.kept',
      'language.chosen',
    ]);
  });

  it('reaches no handler with a call of the operator’s, and every one again afterwards', async () => {
    let reach: Reach | null = 'subject';
    const { invoke, reached } = gate(() => reach);
    await invoke('devices.list');
    await invoke('kiosk.next');
    expect(reached).toEqual([]);
    reach = null;
    await invoke('devices.list');
    await invoke('kiosk.next');
    expect(reached).toEqual(['devices.list', 'kiosk.next']);
  });
});
