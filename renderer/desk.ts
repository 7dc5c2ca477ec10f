import { createContext } from 'svelte';
import { createAnswering, type Answering } from './answering';
import { Announcer } from './announcer.svelte';
import type { Bridge } from './bridge';
import { Clock } from './clock';
import { ConfigurationState } from './connection/configuration.svelte';
import { DevicesState } from './devices/devices.svelte';
import { FilesState } from './files/files.svelte';
import { JournalState } from './journal/journal.svelte';
import { KioskState } from './kiosk/kiosk.svelte';
import { SubjectLanguage } from './kiosk/subject-language';
import type { Language } from './language.svelte';
import { Navigation } from './navigation.svelte';
import { CurrentPairing } from './pairing/current-pairing.svelte';
import { SessionState } from './sign-in/session.svelte';

/** Everything that a component may need, wired once and given by context. */
export interface Desk {
  readonly announcer: Announcer;
  readonly answering: Answering;
  readonly clock: Clock;
  readonly configuration: ConfigurationState;
  readonly copyReference: Bridge['clipboard']['copyReference'];
  readonly devices: DevicesState;
  readonly diagnostics: Bridge['diagnostics'];
  readonly files: FilesState;
  readonly journal: JournalState;
  readonly kiosk: KioskState;
  readonly language: Language;
  readonly navigation: Navigation;
  readonly pairing: CurrentPairing;
  readonly phone: Bridge['phone'];
  readonly session: SessionState;
  readonly tokens: Bridge['tokens'];
  readonly workstation: Bridge['workstation'];
}

export const createDesk = (bridge: Bridge, language: Language): Desk => {
  const announcer = new Announcer();
  const devices: DevicesState = new DevicesState(bridge, () => kiosk.current !== null);
  const pages = new Navigation();
  const subjectLanguage = new SubjectLanguage(language);
  const kiosk = new KioskState(bridge, {
    onHands: (hands) => {
      subjectLanguage.onHands(hands);
      pairing.putAway();
    },
    onSubject: () => {
      devices.forget();
      pages.forget();
      pairing.forget();
      subjectLanguage.forget();
    },
  });
  // only an operator closes a pairing
  const pairing = new CurrentPairing(bridge, announcer, () => kiosk.isInOwnHands);
  return {
    announcer,
    answering: createAnswering(kiosk, pairing),
    clock: new Clock(),
    configuration: new ConfigurationState(bridge),
    copyReference: bridge.clipboard.copyReference,
    devices,
    diagnostics: bridge.diagnostics,
    files: new FilesState(bridge),
    journal: new JournalState(bridge, () => {
      devices.refresh();
    }),
    kiosk,
    language,
    navigation: pages,
    pairing,
    phone: bridge.phone,
    session: new SessionState(bridge),
    tokens: bridge.tokens,
    workstation: bridge.workstation,
  };
};

/** Follows the main process until the returned function is called. */
export const followDesk = (desk: Desk): (() => void) => {
  const { configuration, files, journal, kiosk, session, pairing } = desk;
  const topics = [configuration, session, kiosk, pairing, journal, files];
  const stops = topics.map((topic) => topic.view.follow());
  return () => {
    for (const stop of stops) stop();
  };
};

const [deskOfContext, setDesk] = createContext<Desk>();
export const getDesk = (): Desk => deskOfContext();
export { setDesk };
