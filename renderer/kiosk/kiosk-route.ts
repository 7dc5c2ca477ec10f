import type { KioskStage, KioskView } from '../../shared/kiosk/view';
import type { PairingView, Screen, ScreenOf } from '../../shared/pairing/screen';

type StageOf<Name extends KioskStage['name']> = Extract<KioskStage, { name: Name }>;
export type Serving = StageOf<'serving'>;

/** Screens on which the person answers, or on which something happens on their answer. */
export type ChallengeScreen = Exclude<Screen, ScreenOf<'choose' | 'describe'> | EndScreen>;
export type EndScreen = ScreenOf<'done' | 'failed' | 'abandoned'>;
type WithScreen<Shown> = Omit<PairingView, 'screen'> & { readonly screen: Shown };

/** Which screen of a kiosk is up. */
export type KioskRoute =
  | { readonly name: 'checkingRights' }
  | { readonly name: 'opening'; readonly stage: StageOf<'opening'> }
  | { readonly name: 'wiping' }
  | { readonly name: 'locked'; readonly wiping: boolean }
  | { readonly name: 'finding'; readonly stage: StageOf<'finding'> }
  | { readonly name: 'person'; readonly stage: Serving }
  | { readonly name: 'device'; readonly deviceId: string }
  /** `served`: somebody waits for the operator to come back */
  | { readonly name: 'tokens'; readonly served: boolean }
  | { readonly name: 'journal' }
  /** what the operator prepares, and what has to be waited for before it is prepared */
  | { readonly name: 'preparing'; readonly stage: Serving; readonly pairing: PairingView }
  /** the operator has the screen where the person would have to act */
  | {
      readonly name: 'turn';
      readonly stage: Serving;
      readonly pairing: WithScreen<ChallengeScreen>;
    }
  | {
      readonly name: 'result';
      readonly stage: Serving;
      readonly pairing: WithScreen<EndScreen>;
    }
  | {
      readonly name: 'subject';
      readonly stage: Serving;
      readonly pairing: PairingView | null;
    };

const withScreen = <Shown>(pairing: PairingView, screen: Shown): WithScreen<Shown> => ({
  ...pairing,
  screen,
});

/** What goes on before the person has confirmed anything, or after all is over. */
const isOwnWait = (what: ScreenOf<'wait'>['what']): boolean =>
  what === 'checking' || what === 'abandoning';

const operatorRoute = (
  stage: Serving,
  pairing: PairingView | null,
  { deviceId, tokensOpen }: Opened,
): KioskRoute => {
  if (pairing === null) {
    if (tokensOpen) return { name: 'tokens', served: true };
    return deviceId === null ? { name: 'person', stage } : { name: 'device', deviceId };
  }
  const { screen } = pairing;
  switch (screen.kind) {
    case 'choose':
    case 'describe':
      return { name: 'preparing', stage, pairing };
    case 'wait':
      return isOwnWait(screen.what)
        ? { name: 'preparing', stage, pairing }
        : { name: 'turn', stage, pairing: withScreen(pairing, screen) };
    case 'code':
    case 'app':
    case 'token':
    case 'agent':
    case 'securityKey':
    case 'pairingKey':
    case 'browser':
    case 'push':
    case 'chooseDevice':
      return { name: 'turn', stage, pairing: withScreen(pairing, screen) };
    case 'abandoned':
      // is put away by itself, and then the person is there again
      return screen.left === null
        ? { name: 'preparing', stage, pairing }
        : { name: 'result', stage, pairing: withScreen(pairing, screen) };
    case 'done':
    case 'failed':
      return { name: 'result', stage, pairing: withScreen(pairing, screen) };
    default:
      return screen satisfies never;
  }
};

/** What the operator has opened. */
interface Opened {
  /** the device of the person whose page is open */
  readonly deviceId: string | null;
  readonly tokensOpen: boolean;
  readonly journalOpen: boolean;
}

export const kioskRouteOf = (
  { hands, stage }: KioskView,
  pairing: PairingView | null,
  opened: Opened,
): KioskRoute => {
  if (hands === 'nobody') return { name: 'locked', wiping: stage.name === 'wiping' };
  switch (stage.name) {
    case 'checkingRights':
      return { name: 'checkingRights' };
    case 'opening':
      return { name: 'opening', stage };
    case 'wiping':
      return { name: 'wiping' };
    case 'finding':
      // there is no person whose hands they could be
      if (hands !== 'operator') return { name: 'locked', wiping: false };
      if (opened.journalOpen) return { name: 'journal' };
      return opened.tokensOpen ? { name: 'tokens', served: false } : { name: 'finding', stage };
    case 'serving':
      return hands === 'operator'
        ? operatorRoute(stage, pairing, opened)
        : { name: 'subject', stage, pairing };
    default:
      return stage satisfies never;
  }
};
