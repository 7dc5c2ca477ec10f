import type { SessionDependencies } from '../../../../electron/auth/session';
import type { Sandbox } from '../../../sandbox';
import { signInByForm } from '../../../sandbox/sign-in';
import { createDesk } from './desk';

/** What happens while the program waits before it asks PingOne again. */
export type Nap = () => Promise<unknown>;

export interface KioskOptions extends Partial<SessionDependencies> {
  /** one pause after the other; afterwards nothing happens in them */
  naps?: Nap[];
}

/** Waits for one of the two, and listens no longer. */
const endOf = async (nap: Nap, signal: AbortSignal): Promise<void> => {
  const awake = new AbortController();
  const aborted = new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { signal: awake.signal });
  });
  await Promise.race([nap(), aborted]);
  awake.abort();
};

export const forEver: Nap = () => new Promise(() => undefined);
export const nothing: Nap = () => Promise.resolve();

/** A kiosk at a sandbox. Its pauses take no time: the sandbox's clock is put forward instead. */
export const createKioskDesk = (sandbox: Sandbox, { naps = [], ...options }: KioskOptions = {}) => {
  const { operatorClientId, users } = sandbox.address;
  const [, , , morgan, robin] = users;
  if (morgan === undefined || robin === undefined) throw new Error('no operators');
  const pauses: number[] = [];
  const opened: URL[] = [];
  const signedInAgain: number[] = [];
  const pages: string[] = [];
  /** who sits at the computer; null: nobody */
  const browser: { person: typeof morgan | null } = { person: morgan };
  const desk = createDesk(sandbox, {
    changes: { mode: 'kiosk', operatorClientId },
    async sleep(milliseconds, signal) {
      pauses.push(milliseconds);
      const nap = naps.shift() ?? nothing;
      await endOf(nap, signal);
      sandbox.clock.advance(milliseconds);
    },
    async openExternal(url) {
      opened.push(url);
      if (!url.pathname.endsWith('/authorize') || browser.person === null) return true;
      const callback = await signInByForm(sandbox.address, url.href, browser.person);
      void fetch(callback).then(async (page) => pages.push(await page.text()));
      return true;
    },
    onSignedInAgain: (at) => signedInAgain.push(at),
    ...options,
  });
  /** the code that this kiosk shows, as PingOne knows it */
  const waiting = () => {
    const view = desk.session.view();
    const progress = view.state === 'signedIn' ? view.again : view;
    const code = progress !== null && 'phone' in progress ? progress.phone?.userCode : undefined;
    const found = sandbox.phone.waiting().find(({ userCode }) => userCode === code);
    if (found === undefined) throw new Error('nothing waits for a phone');
    return found;
  };
  const phone = {
    waiting,
    signIn:
      (person = morgan): Nap =>
      () =>
        sandbox.phone.signIn(waiting().address, person),
    refuse: () => sandbox.phone.refuse(waiting().address),
  };
  return { ...desk, naps, pauses, opened, pages, browser, signedInAgain, phone, morgan, robin };
};

export type KioskDesk = ReturnType<typeof createKioskDesk>;

/** Nobody is signed in, and it is known how they can. */
export const createIdleKiosk = async (sandbox: Sandbox, options?: KioskOptions) => {
  const desk = createKioskDesk(sandbox, options);
  await desk.session.restore();
  return desk;
};

/** Morgan has signed in with the browser of this computer. */
export const createOpenKiosk = async (sandbox: Sandbox, options?: KioskOptions) => {
  const desk = await createIdleKiosk(sandbox, options);
  const signedIn = await desk.session.signIn('browser');
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  return desk;
};
