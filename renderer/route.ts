import type { DeskError } from '../shared/errors';
import type { ConfigurationView, SessionView } from '../shared/ipc/views';
import type { KioskView } from '../shared/kiosk/view';
import type { PairingView } from '../shared/pairing/screen';
import { kioskRouteOf, type KioskRoute } from './kiosk/kiosk-route';

type Of<Union extends { state: string }, State extends Union['state']> = Extract<
  Union,
  { state: State }
>;

/** Which screen is up. */
export type Route =
  | { readonly name: 'loading' }
  | { readonly name: 'startFailed'; readonly error: DeskError }
  | { readonly name: 'diagnostics' }
  | { readonly name: 'connection'; readonly view: ConfigurationView }
  | { readonly name: 'invalid'; readonly view: Of<ConfigurationView, 'invalid'> }
  | { readonly name: 'restoring' }
  | { readonly name: 'signIn'; readonly reason: DeskError | null }
  | { readonly name: 'signingIn'; readonly session: Of<SessionView, 'signingIn'> }
  | { readonly name: 'signingOut' }
  | { readonly name: 'devices' }
  | { readonly name: 'device'; readonly deviceId: string }
  | { readonly name: 'workstation' }
  | { readonly name: 'journal' }
  | { readonly name: 'pairing'; readonly pairing: PairingView }
  | { readonly name: 'kiosk'; readonly kiosk: KioskRoute };

interface Known {
  readonly configuration: ConfigurationView | null;
  readonly session: SessionView | null;
  /** undefined while it is not known whether there is one */
  readonly pairing: PairingView | null | undefined;
  /** undefined while it is not known whether there is a shift */
  readonly kiosk: KioskView | null | undefined;
  readonly problem: DeskError | null;
  readonly settingsOpen: boolean;
  readonly workstationOpen: boolean;
  readonly tokensOpen: boolean;
  readonly diagnosticsOpen: boolean;
  readonly journalOpen: boolean;
  readonly deviceId: string | null;
}

const stillUnknown = (problem: DeskError | null): Route =>
  problem === null ? { name: 'loading' } : { name: 'startFailed', error: problem };

const kioskRoute = ({ kiosk, pairing, problem, ...opened }: Known): Route => {
  if (kiosk === undefined || pairing === undefined) return stillUnknown(problem);
  // signed in a moment ago: the shift is about to be there
  if (kiosk === null) return { name: 'loading' };
  return { name: 'kiosk', kiosk: kioskRouteOf(kiosk, pairing, opened) };
};

const sessionRoute = (session: SessionView, known: Known, isKiosk: boolean): Route => {
  const { pairing, problem, deviceId } = known;
  switch (session.state) {
    case 'unconfigured':
      return { name: 'loading' };
    case 'restoring':
      return { name: 'restoring' };
    case 'signedOut':
      return { name: 'signIn', reason: session.reason };
    case 'signingIn':
      return { name: 'signingIn', session };
    case 'signedIn':
      if (isKiosk) return kioskRoute(known);
      if (pairing === undefined) return stillUnknown(problem);
      if (known.workstationOpen) return { name: 'workstation' };
      if (pairing !== null) return { name: 'pairing', pairing };
      if (known.journalOpen) return { name: 'journal' };
      return deviceId === null ? { name: 'devices' } : { name: 'device', deviceId };
    case 'signingOut':
      return { name: 'signingOut' };
    default:
      return session satisfies never;
  }
};

/** At a kiosk they are the operator's, as long as the screen is. */
const mayDiagnose = ({ configuration, kiosk }: Known): boolean =>
  configuration?.state !== 'ready' ||
  configuration.settings.mode !== 'kiosk' ||
  kiosk?.hands === 'operator';

export const routeOf = (known: Known): Route => {
  const { configuration, session, problem } = known;
  if (known.diagnosticsOpen && mayDiagnose(known)) return { name: 'diagnostics' };
  if (configuration === null) return stillUnknown(problem);
  if (known.settingsOpen || configuration.state === 'missing')
    return { name: 'connection', view: configuration };
  if (configuration.state === 'invalid') return { name: 'invalid', view: configuration };
  const isKiosk = configuration.settings.mode === 'kiosk';
  return session === null ? stillUnknown(problem) : sessionRoute(session, known, isKiosk);
};
