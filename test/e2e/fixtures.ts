import { test as base, expect } from '@playwright/test';
import { launchDesk, type DeskApp } from '../driver/desk-app';
import { clearSecrets, setKeyring } from '../driver/keyring';
import { configurationFor, createProfile, type Profile } from '../driver/profile';
import { createSystemBrowser, type SystemBrowser } from '../driver/system-browser';
import { DeskWindow } from '../driver/window';
import {
  createSandbox,
  defaultSeed,
  type Message,
  type Sandbox,
  type SandboxUser,
} from '../sandbox';

export { expect };

export interface Desk {
  readonly sandbox: Sandbox;
  readonly profile: Profile;
  readonly person: SandboxUser;
  /** the window of the app that runs now */
  readonly window: DeskWindow;
  readonly app: DeskApp;
  /** Ends the app and starts it again with the same profile. */
  relaunch(): Promise<void>;
  /** Signs in through the browser; `count`: which of the addresses that were opened so far, the first by default. */
  signIn(count?: number): Promise<void>;
  /** The newest message to this address, once there are `count` of them. */
  message(to: string, count?: number): Promise<Message>;
}

interface Options {
  /** what `ENROLLMENT_DESK_CONFIG` holds; by default what this sandbox needs; null: no such file */
  configuration: { readonly of: (sandbox: Sandbox) => unknown };
  /** people in the directory besides the usual ones */
  generated: number;
}

interface Fixtures {
  sandbox: Sandbox;
  profile: Profile;
  desk: Desk;
}

interface WorkerFixtures {
  browserOfTheSystem: SystemBrowser;
}

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  configuration: [{ of: (sandbox) => configurationFor(sandbox.address) }, { option: true }],
  generated: [0, { option: true }],

  browserOfTheSystem: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const browser = await createSystemBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  sandbox: async ({ generated }, use) => {
    const sandbox = await createSandbox({ seed: defaultSeed({ generated }) });
    await use(sandbox);
    await sandbox.close();
  },

  profile: async ({ sandbox, configuration }, use) => {
    const profile = await createProfile(configuration.of(sandbox));
    await use(profile);
    await profile.remove();
  },

  desk: async ({ sandbox, profile, browserOfTheSystem }, use) => {
    await setKeyring('unlock');
    await clearSecrets();
    const [person] = sandbox.address.users;
    if (person === undefined) throw new Error('the sandbox has no users');
    let app = await launchDesk(profile);
    const desk: Desk = {
      sandbox,
      profile,
      person,
      get app() {
        return app;
      },
      get window() {
        return new DeskWindow(app.page);
      },
      async relaunch() {
        await app.close();
        app = await launchDesk(profile);
      },
      async signIn(count = 1) {
        await desk.window.startsSignIn();
        await browserOfTheSystem.signIn(profile, person, count);
        await desk.window.sees('Your devices');
      },
      async message(to, count = 1) {
        const sent = () => sandbox.messages().filter((message) => message.to === to);
        await expect.poll(() => sent().length).toBeGreaterThanOrEqual(count);
        return sent()[0]!;
      },
    };
    await use(desk);
    await app.close();
  },
});
