interface Announcement {
  readonly id: number;
  readonly text: string;
}

/** What screen readers are told: waits and results politely, failures at once. */
export class Announcer {
  polite = $state.raw<Announcement>({ id: 0, text: '' });
  urgent = $state.raw<Announcement>({ id: 0, text: '' });
  #count = 0;

  say(text: string): void {
    this.polite = { id: ++this.#count, text };
  }

  alert(text: string): void {
    this.urgent = { id: ++this.#count, text };
  }
}
