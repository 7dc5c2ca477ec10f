import { createContext } from 'svelte';
import { Announcer } from './announcer.svelte';
import type { Bridge } from './bridge';
import { Clock } from './clock';
import { ConfigurationState } from './connection/configuration.svelte';
import { DevicesState } from './devices/devices.svelte';
import { Navigation } from './navigation.svelte';
import { CurrentPairing } from './pairing/current-pairing.svelte';
import { SessionState } from './sign-in/session.svelte';

/** Everything that a component may need, wired once and given by context. */
export interface Desk {
  readonly announcer: Announcer;
  readonly clock: Clock;
  readonly configuration: ConfigurationState;
  readonly copyReference: Bridge['clipboard']['copyReference'];
  readonly devices: DevicesState;
  readonly navigation: Navigation;
  readonly pairing: CurrentPairing;
  readonly phone: Bridge['phone'];
  readonly session: SessionState;
}

export const createDesk = (bridge: Bridge): Desk => {
  const announcer = new Announcer();
  return {
    announcer,
    clock: new Clock(),
    configuration: new ConfigurationState(bridge),
    copyReference: bridge.clipboard.copyReference,
    devices: new DevicesState(bridge),
    navigation: new Navigation(),
    pairing: new CurrentPairing(bridge, announcer),
    phone: bridge.phone,
    session: new SessionState(bridge),
  };
};

/** Follows the main process until the returned function is called. */
export const followDesk = ({ configuration, session, pairing }: Desk): (() => void) => {
  const stops = [configuration, session, pairing].map((topic) => topic.view.follow());
  return () => {
    for (const stop of stops) stop();
  };
};

const [deskOfContext, setDesk] = createContext<Desk>();
export const getDesk = (): Desk => deskOfContext();
export { setDesk };
