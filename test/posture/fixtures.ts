import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as base } from '@playwright/test';
import { launchDesk, type DeskApp } from '../driver/desk-app';
import { createProfile, type Profile } from '../driver/profile';

export { expect };

/** A web server that a page of ours must never reach. */
export interface Outside {
  readonly origin: string;
  /** paths that were asked for */
  readonly asked: string[];
}

/** The app, started once for all tests of a file: what is refused changes nothing. */
interface WorkerFixtures {
  profile: Profile;
  app: DeskApp;
  outside: Outside;
}

export const test = base.extend<object, WorkerFixtures>({
  profile: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const profile = await createProfile(null);
      await use(profile);
      await profile.remove();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ profile }, use) => {
      // a camera and a microphone that do not exist cannot be refused
      const devices = ['--use-fake-device-for-media-stream'];
      const app = await launchDesk(profile, { arguments: devices });
      await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
      await use(app);
      await app.close();
    },
    { scope: 'worker' },
  ],
  outside: [
    // eslint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        if (request.url === '/away') response.writeHead(302, { location: '/landed' }).end();
        else response.end('<title>outside</title>');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      await use({ origin: `http://127.0.0.1:${String(port)}`, asked });
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
    { scope: 'worker' },
  ],
});
