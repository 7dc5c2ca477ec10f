import { createSession, type SessionDependencies } from '../../../../electron/auth/session';
import type { UnfinishedSignOuts } from '../../../../electron/auth/unfinished-sign-out';
import { endpointsOf } from '../../../../electron/configuration/endpoints';
import { guardedFetch } from '../../../../electron/http/request';
import { createMemoryVault } from '../../../../electron/vault/memory';
import type { Vault } from '../../../../electron/vault/vault';
import type { Configuration } from '../../../../shared/configuration';
import type { DeskError } from '../../../../shared/errors';
import type { SessionView } from '../../../../shared/ipc/views';
import { fail } from '../../../../shared/result';
import { createFakeLog } from '../../../fakes/fake-log';
import type { Sandbox } from '../../../sandbox';
import { signInByForm } from '../../../sandbox/sign-in';

export const configurationFor = (
  { address }: Sandbox,
  changes: Partial<Configuration> = {},
): Configuration => ({
  environmentId: address.environmentId,
  clientId: address.clientId,
  apiBaseUrl: address.apiBaseUrl,
  authBaseUrl: address.authBaseUrl,
  redirectPort: 0,
  ...changes,
});

export const createMemorySignOuts = (): UnfinishedSignOuts => {
  const accounts = new Set<string>();
  return {
    has: (account) => Promise.resolve(accounts.has(account)),
    add: (account) => Promise.resolve(void accounts.add(account)),
    delete: (account) => Promise.resolve(void accounts.delete(account)),
  };
};

/** A vault that can be made to refuse, or to hang. */
export const createMoodyVault = () => {
  const inner = createMemoryVault();
  const state: { refuses: DeskError | null; hangs: boolean } = { refuses: null, hangs: false };
  const answer = <T>(give: () => Promise<T>) => {
    if (state.hangs) return new Promise<never>(() => undefined);
    return state.refuses === null ? give() : Promise.resolve(fail(state.refuses));
  };
  const vault: Vault = {
    read: (account) => answer(() => inner.read(account)),
    write: (account, secret) => answer(() => inner.write(account, secret)),
    remove: (account) => answer(() => inner.remove(account)),
    stayReady: () => inner.stayReady(),
  };
  return { state, vault, inner };
};

export interface DeskOptions extends Partial<SessionDependencies> {
  changes?: Partial<Configuration>;
  user?: number;
}

/** A session at a sandbox, with a browser that signs in by itself. */
export const createDesk = (sandbox: Sandbox, options: DeskOptions = {}) => {
  const { changes, user = 0, ...dependencies } = options;
  const configuration = configurationFor(sandbox, changes);
  const views: SessionView[] = [];
  const opened: URL[] = [];
  const log = createFakeLog();
  const person = sandbox.address.users[user];
  if (person === undefined) throw new Error('no such user');
  const browse = async (url: URL): Promise<boolean> => {
    opened.push(url);
    if (!url.pathname.endsWith('/authorize')) return true;
    const callback = await signInByForm(sandbox.address, url.href, person);
    // after a sign-in that was cancelled meanwhile, nobody is there
    void fetch(callback).catch(() => undefined);
    return true;
  };
  const vault = dependencies.vault ?? createMemoryVault();
  const unfinishedSignOuts = dependencies.unfinishedSignOuts ?? createMemorySignOuts();
  const session = createSession({
    configuration,
    endpoints: endpointsOf(configuration),
    fetch: guardedFetch(fetch),
    openExternal: browse,
    now: () => sandbox.clock.now(),
    sleep: () => Promise.reject(new Error('nobody waits here')),
    log,
    onChange: (view) => views.push(view),
    onSignedInAgain: () => undefined,
    ...dependencies,
    vault,
    unfinishedSignOuts,
  });
  const account = `${configuration.environmentId}/${configuration.clientId}`;
  return { session, vault, unfinishedSignOuts, views, opened, log, person, account, browse };
};

export type Desk = ReturnType<typeof createDesk>;

/** A desk at which somebody has just signed in. */
export const createSignedInDesk = async (sandbox: Sandbox, options?: DeskOptions) => {
  const desk = createDesk(sandbox, options);
  await desk.session.restore();
  const signedIn = await desk.session.signIn('browser');
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  return desk;
};

/** Signed out, and nothing else is going on. */
export const createSignedOutDesk = async (sandbox: Sandbox, options?: DeskOptions) => {
  const desk = createDesk(sandbox, options);
  await desk.session.restore();
  return desk;
};

export const storedToken = async ({ vault, account }: Desk): Promise<string> => {
  const read = await vault.read(account);
  if (!read.ok || read.value === null) throw new Error('nothing is stored');
  return (JSON.parse(read.value) as { refreshToken: string }).refreshToken;
};

export const renewals = ({ requests }: Sandbox): number =>
  requests.filter(
    ({ path, body }) => path.endsWith('/token') && body.includes('grant_type=refresh'),
  ).length;
