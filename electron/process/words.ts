/** What the main process has to say itself, where no page can. */
export interface ProcessWords {
  /** BCP 47: what these words are in */
  readonly code: string;
  /** a page crashed once more shortly after it was loaded anew */
  readonly page: { readonly title: string; readonly lead: string; readonly again: string };
  /** a page does not answer */
  readonly hung: {
    readonly title: string;
    readonly lead: string;
    readonly wait: string;
    readonly reload: string;
  };
  /** the main process itself failed */
  readonly failed: {
    readonly title: string;
    readonly lead: (reference: string) => string;
    readonly again: string;
    readonly end: string;
  };
}

const en: ProcessWords = {
  code: 'en',
  page: {
    title: 'This window had to stop twice',
    lead: 'That is our mistake, not yours. A pairing that was under way goes on and is shown again.',
    again: 'Show it again',
  },
  hung: {
    title: 'This window does not answer',
    lead: 'A pairing that is under way goes on. When the window is reloaded it is shown again.',
    wait: 'Keep waiting',
    reload: 'Reload the window',
  },
  failed: {
    title: 'Enrollment Desk has to close',
    lead: (reference) =>
      'Something went wrong in this program. That is our mistake, not yours. ' +
      'What was begun at PingOne is noted on this computer, and is seen to after the next sign-in.' +
      `\n\nReference: ${reference}`,
    again: 'Start again',
    end: 'Close',
  },
};

const de: ProcessWords = {
  code: 'de',
  page: {
    title: 'Dieses Fenster musste zweimal anhalten',
    lead: 'Das ist unser Fehler, nicht Ihrer. Eine laufende Kopplung geht weiter und wird wieder angezeigt.',
    again: 'Wieder anzeigen',
  },
  hung: {
    title: 'Dieses Fenster antwortet nicht',
    lead: 'Eine laufende Kopplung geht weiter. Wenn das Fenster neu geladen ist, wird sie wieder angezeigt.',
    wait: 'Weiter warten',
    reload: 'Fenster neu laden',
  },
  failed: {
    title: 'Enrollment Desk muss beendet werden',
    lead: (reference) =>
      'In diesem Programm ist etwas schiefgegangen. Das ist unser Fehler, nicht Ihrer. ' +
      'Was bei PingOne begonnen wurde, ist auf diesem Computer vermerkt und wird nach der nächsten Anmeldung geklärt.' +
      `\n\nReferenz: ${reference}`,
    again: 'Neu starten',
    end: 'Beenden',
  },
};

/** @param language BCP 47, as the window speaks it */
export const wordsIn = (language: string): ProcessWords => (/^de(-|$)/.test(language) ? de : en);
