import type { SessionView } from '../../shared/ipc/views';
import type { KioskView } from '../../shared/kiosk/view';
import { linesOf, type Fact, type Part } from './part';

export interface SessionSeen {
  readonly session: () => SessionView;
  /** null on a workstation, and while nobody has a shift */
  readonly kiosk: () => KioskView | null;
  /** BCP 47: of the window */
  readonly language: () => string;
  /** BCP 47: of the operating system */
  readonly systemLanguage: () => string;
}

const list = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(' '));

const factsOf = (view: SessionView): readonly Fact[] => {
  switch (view.state) {
    case 'signedIn':
      return [
        ['Sign-in', 'signed in'],
        ['Keychain', view.keychain],
        ['Scopes that are missing', list(view.missingScopes)],
      ];
    case 'signedOut':
      return [
        ['Sign-in', 'signed out'],
        ['Reason', view.reason?.code ?? 'none'],
      ];
    case 'unconfigured':
    case 'restoring':
    case 'signingIn':
    case 'signingOut':
      return [['Sign-in', view.state]];
    default:
      return view satisfies never;
  }
};

const shiftOf = (view: KioskView | null): readonly Fact[] =>
  view === null
    ? []
    : [
        ['Shift', view.stage.name],
        ['Rights that are missing', list(view.missingRights)],
      ];

/** Whether somebody is signed in, and what they lack. Not who. */
export const sessionPart = ({ session, kiosk, language, systemLanguage }: SessionSeen): Part => ({
  name: 'session',
  collect: () =>
    Promise.resolve(
      linesOf([
        ...factsOf(session()),
        ...shiftOf(kiosk()),
        ['Language of the window', language()],
        ['Language of the system', systemLanguage()],
      ]),
    ),
});
