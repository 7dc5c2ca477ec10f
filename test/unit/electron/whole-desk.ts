import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { vi, expect } from 'vitest';
import { createDesk, type DeskPorts } from '../../../electron/desk';
import type { RememberedDevice } from '../../../electron/devices/memory';
import { guardedFetch } from '../../../electron/http/request';
import { createPhone } from '../../../electron/phone/phone';
import { sleep } from '../../../electron/sleep';
import { createMemoryVault } from '../../../electron/vault/memory';
import type { Configuration } from '../../../shared/configuration';
import type { Details } from '../../../shared/devices/catalog';
import type { PersonAction } from '../../../shared/pairing/event';
import type { PairingView, Screen, ScreenOf } from '../../../shared/pairing/screen';
import { createFakeLog } from '../../fakes/fake-log';
import { createMemoryJournal } from '../../fakes/memory-journal';
import type { Sandbox } from '../../sandbox';
import { signInByForm } from '../../sandbox/sign-in';
import { configurationFor, createMemorySignOuts } from './auth/desk';

export interface WholeDeskOptions {
  readonly changes?: Partial<Configuration>;
  readonly username?: string;
  readonly ports?: Partial<DeskPorts>;
  /** told of every page that is opened in the browser, beside the sign-in */
  readonly onOpened?: (url: URL) => void;
}

/** All services of the main process at a sandbox, in plain Node, with somebody signed in and a window that looks on. */
export const createWholeDesk = async (sandbox: Sandbox, options: WholeDeskOptions = {}) => {
  const { username = 'kim' } = options;
  const person = sandbox.address.users.find((user) => user.username === username);
  if (person === undefined) throw new Error('no such user');
  /** who signs in where the app opens the browser */
  const browser = { person };
  const journalled = createMemoryJournal();
  const remembered = new Map<string, RememberedDevice>();
  const copied: string[] = [];
  const log = createFakeLog();
  let shown: PairingView | null = null;

  const desk = createDesk(
    configurationFor(sandbox, {
      relyingParty: sandbox.address.relyingParty,
      desktopAgentPort: Number(new URL(sandbox.address.desktopAgentUrl).port),
      ...options.changes,
    }),
    {
      fetch: guardedFetch(fetch),
      async openExternal(url) {
        if (!url.pathname.endsWith('/authorize')) {
          options.onOpened?.(url);
          return true;
        }
        const callback = await signInByForm(sandbox.address, url.href, browser.person);
        // after a sign-in that was cancelled meanwhile, nobody is there
        void fetch(callback).catch(() => undefined);
        return true;
      },
      vault: createMemoryVault(),
      unfinishedSignOuts: createMemorySignOuts(),
      journal: journalled,
      memory: {
        recall: () => Promise.resolve(remembered),
        remember: (deviceId, change) =>
          Promise.resolve(
            void remembered.set(deviceId, {
              deviceId,
              proof: null,
              pairedHere: false,
              ...remembered.get(deviceId),
              ...change,
            }),
          ),
        forget: (deviceId) => Promise.resolve(void remembered.delete(deviceId)),
      },
      system: {
        platform: process.platform,
        ownUid: process.getuid?.() ?? null,
        environment: {},
        readTextFile: (path) => readFile(path, 'utf8'),
      },
      phone: createPhone(),
      country: 'US',
      // nobody has a security key here
      ceremony: { run: () => Promise.resolve({ ok: false, error: { code: 'keyNotAnswered' } }) },
      copySecret: (text) => Promise.resolve(void copied.push(text)),
      now: () => sandbox.clock.now(),
      sleep,
      newId: randomUUID,
      log,
      onSession: () => undefined,
      onPairing: (view) => {
        shown = view;
      },
      onKiosk: () => undefined,
      onJournal: () => undefined,
      kiosk: noKiosk,
      ...options.ports,
    },
  );
  await desk.session.restore();
  const signedIn = await desk.session.signIn('browser');
  if (!signedIn.ok) throw new Error(signedIn.error.code);

  const screen = (): Screen | null => shown?.screen ?? null;
  /** Waits for a screen that needs nobody to wait any more. */
  const sees = async <Kind extends Screen['kind']>(
    kind: Kind,
    like: Partial<ScreenOf<Kind>> = {},
  ): Promise<ScreenOf<Kind>> => {
    await vi.waitFor(
      () =>
        expect(screen()).toMatchObject({ kind, ...('busy' in like ? {} : calm(kind)), ...like }),
      // less than a test may take: so it says what was seen instead
      { timeout: 4_000, interval: 2 },
    );
    return screen() as ScreenOf<Kind>;
  };
  const act = (action: PersonAction) => desk.act(shown?.id ?? '', action);

  return {
    desk,
    person,
    browser,
    log,
    copied,
    remembered,
    journalled,
    view: () => shown,
    screen,
    sees,
    act,
    /** From the list to the first challenge of this kind of device. */
    async begins(details: Details, nickname = '') {
      const begun = await desk.begin(null);
      if (!begun.ok) throw new Error(begun.error.code);
      act({ kind: 'choose', type: details.type });
      await sees('describe');
      act({ kind: 'describe', details, nickname, ownerConfirmed: false });
    },
    types: (code: string) => act({ kind: 'answer', code }),
    /** Out of whatever is going on, and back to the list. */
    async leaves() {
      act({ kind: 'leave' });
      await vi.waitFor(() =>
        expect(desk.pairing.close(shown?.id ?? '').ok || shown === null).toBe(true),
      );
    },
    /** Puts away a pairing that is over. */
    closes: () => desk.pairing.close(shown?.id ?? ''),
    devices: () => sandbox.devices(person.id),
  };
};

export type WholeDesk = Awaited<ReturnType<typeof createWholeDesk>>;

/** On a workstation nobody asks for what a kiosk needs. */
const noKiosk = null as unknown as DeskPorts['kiosk'];

/** A code screen is calm while nothing is being checked. */
const calm = (kind: Screen['kind']): object =>
  kind === 'code' || kind === 'app' || kind === 'token' ? { busy: null } : {};
