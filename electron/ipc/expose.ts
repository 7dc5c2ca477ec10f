import { channelOf } from '../../shared/ipc/channel';
import type { ContractShape } from './shape';

/** What the bridge needs of Electron's `ipcRenderer`. */
export interface RendererPort {
  invoke(channel: string, input: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  off(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

const exposeCall = (port: RendererPort, channel: string) => (input?: unknown) =>
  port.invoke(channel, input);

/** The sender never reaches the page: only the payload does. */
const exposeEvent =
  (port: RendererPort, channel: string) => (listener: (payload: unknown) => void) => {
    const forward = (_event: unknown, payload: unknown): void => listener(payload);
    port.on(channel, forward);
    return (): void => void port.off(channel, forward);
  };

/** The bridge, derived from the contract: one function a call, one subscription an event. */
export const expose = (
  shape: ContractShape,
  port: RendererPort,
): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(shape).map(([topic, members]) => [
      topic,
      Object.fromEntries(
        Object.entries(members).map(([name, kind]) => {
          const channel = channelOf(topic, name);
          return [name, kind === 'call' ? exposeCall(port, channel) : exposeEvent(port, channel)];
        }),
      ),
    ]),
  );
