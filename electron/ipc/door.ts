import { channelOf } from '../../shared/ipc/channel';
import type { MainPort } from './serve';
import type { ContractShape } from './shape';

type Listener<Sender> = (sender: Sender, input: unknown) => Promise<unknown>;

/**
 * Stands where the gate will: the page is loaded while the rest of the program is, and a call that comes first waits for
 * the gate instead of finding nobody.
 */
export const createDoor = <Sender>(
  shape: ContractShape,
  port: MainPort<Sender>,
): MainPort<Sender> => {
  const opened = new Map<string, (listener: Listener<Sender>) => void>();
  for (const [topic, members] of Object.entries(shape))
    for (const [name, kind] of Object.entries(members)) {
      if (kind !== 'call') continue;
      const channel = channelOf(topic, name);
      const gate = new Promise<Listener<Sender>>((resolve) => opened.set(channel, resolve));
      port.handle(channel, async (sender, input) => (await gate)(sender, input));
    }
  return {
    handle(channel, listener) {
      const open = opened.get(channel);
      if (open === undefined) throw new Error(`no door for ${channel}`);
      open(listener);
    },
  };
};
