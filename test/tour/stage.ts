import { launchDesk, type DeskApp } from '../driver/desk-app';
import { clearSecrets } from '../driver/keyring';
import { KioskWindow } from '../driver/kiosk-window';
import { configurationFor, createProfile, type Profile } from '../driver/profile';
import { createSystemBrowser, type SystemBrowser } from '../driver/system-browser';
import { DeskWindow } from '../driver/window';
import { createSandbox, defaultSeed, type Sandbox, type SandboxUser } from '../sandbox';

/** Everything a walk through the app needs: sandbox, browser, app and its window. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly profile: Profile;
  readonly browser: SystemBrowser;
  readonly person: SandboxUser;
  readonly app: DeskApp;
  readonly window: DeskWindow;
  /** the same window, as a kiosk has it */
  readonly kiosk: KioskWindow;
  /** Waits for the `count`th message to this address and answers its code. */
  readonly code: (to: string, count: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

const interval = 50;
const patience = 10_000;

export const openStage = async (
  options: { colorScheme?: 'light' | 'dark'; kiosk?: boolean } = {},
): Promise<Stage> => {
  const kiosk = options.kiosk ?? false;
  // as many people as an operator has to search
  const sandbox = await createSandbox({ seed: defaultSeed({ generated: kiosk ? 5_000 : 0 }) });
  // seconds between two questions whether the phone has done its part: nobody has to wait longer than for a page
  sandbox.switches.devicePollingInterval = 1;
  // one person pairs one of everything
  sandbox.switches.policy.maxAllowedDevices = 15;
  const configuration = configurationFor(sandbox.address);
  const profile = await createProfile(
    kiosk ? { ...configuration, mode: 'kiosk', idleSeconds: 600 } : configuration,
  );
  const browser = await createSystemBrowser();
  await clearSecrets();
  const app = await launchDesk(profile, options);
  const [person] = sandbox.address.users;
  if (person === undefined) throw new Error('the sandbox has no users');
  return {
    sandbox,
    profile,
    browser,
    person,
    app,
    window: new DeskWindow(app.page),
    kiosk: new KioskWindow(app.page),
    async code(to, count) {
      const until = Date.now() + patience;
      for (;;) {
        const sent = sandbox.messages().filter((message) => message.to === to);
        if (sent.length >= count) return sent[0]?.code ?? '';
        if (Date.now() > until) throw new Error(`no message to ${to}`);
        await new Promise((resolve) => setTimeout(resolve, interval));
      }
    },
    async close() {
      await app.close();
      await browser.close();
      await sandbox.close();
      await profile.remove();
    },
  };
};
