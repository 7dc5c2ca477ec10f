import type { CDPSession, ElectronApplication, Page } from '@playwright/test';

/** Chromium's virtual authenticator, as it is told to be made; the DevTools protocol names the members. */
export interface KeyOptions {
  readonly transport: 'usb' | 'internal';
  readonly hasResidentKey: boolean;
  readonly hasUserVerification: boolean;
  /** whether its person proves to be its person when it asks */
  readonly isUserVerified: boolean;
  /** touched by itself whenever it blinks; else by `touch` */
  readonly automaticPresenceSimulation: boolean;
}

/** With its private key, so that it can be put into the next window. */
interface Credential {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId?: string;
  readonly privateKey: string;
  readonly userHandle?: string;
  readonly signCount: number;
}

/** A security key, or the passkeys of a computer, that somebody carries from one ceremony to the next. */
export class SecurityKey {
  readonly options: KeyOptions;
  readonly #credentials = new Map<string, Credential>();
  #touches = 0;

  constructor(options: Partial<KeyOptions> = {}) {
    this.options = {
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: false,
      isUserVerified: false,
      automaticPresenceSimulation: true,
      ...options,
    };
  }

  get credentials(): readonly Credential[] {
    return [...this.#credentials.values()];
  }

  /** How often it made a credential or signed. */
  get touches(): number {
    return this.#touches;
  }

  used(credential: Credential): void {
    // of one that signed not everything is told
    const known = this.#credentials.get(credential.credentialId);
    this.#credentials.set(credential.credentialId, { ...known, ...credential });
    this.#touches += 1;
  }
}

/** Plugs a key into the computer of this page; answers its name there. */
const plugIn = async (session: CDPSession, key: SecurityKey): Promise<string> => {
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ...key.options },
  });
  for (const credential of key.credentials)
    await session.send('WebAuthn.addCredential', { authenticatorId, credential });
  const note = (event: { authenticatorId: string; credential: Credential }): void => {
    if (event.authenticatorId === authenticatorId) key.used(event.credential);
  };
  session.on('WebAuthn.credentialAdded', note);
  session.on('WebAuthn.credentialAsserted', note);
  return authenticatorId;
};

/** The window in which a person uses a key. It closes itself when it has its outcome. */
export class CeremonyWindow {
  readonly page: Page;
  /** settles when the window is gone */
  readonly closed: Promise<void>;
  readonly #session: CDPSession;
  readonly #names: ReadonlyMap<SecurityKey, string>;

  constructor(page: Page, session: CDPSession, names: ReadonlyMap<SecurityKey, string>) {
    this.page = page;
    this.closed = page.isClosed()
      ? Promise.resolve()
      : new Promise((resolve) => page.once('close', () => resolve()));
    this.#session = session;
    this.#names = names;
  }

  /** Begins, as a person does; the keys that were plugged in answer. */
  async start(): Promise<void> {
    await this.#press(
      this.page.getByRole('button', { name: /^(Pair it now|Use it now)$/ }).click(),
    );
  }

  async cancel(): Promise<void> {
    await this.#press(this.page.getByRole('button', { name: 'Cancel' }).click());
  }

  async escape(): Promise<void> {
    await this.#press(this.page.keyboard.press('Escape'));
  }

  /** The window may be gone before a key or a button is up again. */
  async #press(pressed: Promise<void>): Promise<void> {
    try {
      await pressed;
    } catch (cause) {
      const late = new Promise((resolve) => setTimeout(resolve, 1_000));
      await Promise.race([this.closed, late]);
      if (!this.page.isClosed()) throw cause;
    }
  }

  /** Touches a key that is not touched by itself. */
  async touch(key: SecurityKey): Promise<void> {
    const authenticatorId = this.#names.get(key);
    if (authenticatorId === undefined) throw new Error('This key is not plugged in.');
    await this.#session.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId,
      enabled: true,
    });
  }
}

const pageUrl = /^https:\/\/[^/]+\/ceremony\/index\.html$/;

/** Waits for the window of a ceremony, and plugs these keys in before anybody begins. */
export const openedCeremony = async (
  electron: ElectronApplication,
  ...keys: readonly SecurityKey[]
): Promise<CeremonyWindow> => {
  const isCeremony = (page: Page): boolean => !page.isClosed() && pageUrl.test(page.url());
  const page = electron.windows().find(isCeremony) ?? (await electron.waitForEvent('window'));
  await page.waitForURL(pageUrl);
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const names = new Map<SecurityKey, string>();
  for (const key of keys) names.set(key, await plugIn(session, key));
  return new CeremonyWindow(page, session, names);
};

/** What a person does with one ceremony: the keys at hand are used at once. */
export const useKey = async (
  electron: ElectronApplication,
  ...keys: readonly SecurityKey[]
): Promise<void> => {
  const ceremony = await openedCeremony(electron, ...keys);
  await ceremony.start();
  await ceremony.closed;
};
