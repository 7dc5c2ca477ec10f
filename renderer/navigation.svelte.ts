/** What the window decides on its own about where it is. */
export class Navigation {
  settingsOpen = $state(false);
  /** what stands between this workstation and PingID Desktop; over a pairing that waits for the person, too */
  workstationOpen = $state(false);
  /** the hardware tokens of the environment, at a kiosk */
  tokensOpen = $state(false);
  /** what support needs to know; over whatever else is up, and nobody's in particular */
  diagnosticsOpen = $state(false);
  /** what was sent to PingOne and has no outcome yet */
  journalOpen = $state(false);
  /** the device whose page is open */
  deviceId = $state<string | null>(null);
  #cameFrom: string | null = null;

  openDevice(deviceId: string): void {
    this.deviceId = deviceId;
  }

  /** Back to the list. */
  closeDevice(): void {
    this.#cameFrom = this.deviceId;
    this.deviceId = null;
  }

  /** The device whose page was left for the list just now. */
  takeCameFrom(): string | null {
    const cameFrom = this.#cameFrom;
    this.#cameFrom = null;
    return cameFrom;
  }

  /** A page of one person is not opened for the next. */
  forget(): void {
    this.deviceId = null;
    this.workstationOpen = false;
    this.tokensOpen = false;
    this.journalOpen = false;
    this.#cameFrom = null;
  }
}
