import type { Configuration } from '../../shared/configuration';
import { defaultPorts } from '../../shared/configuration';
import type { DeskError, DeskErrorCode } from '../../shared/errors';
import type { Person, SessionView, SignInWay } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import { clientOf, type Endpoints } from '../configuration/endpoints';
import type { Fetch } from '../http/request';
import type { Log } from '../log/log';
import type { Vault } from '../vault/vault';
import { createAttempt } from './attempt';
import { createOidc } from './oidc';
import { personOf } from './person';
import { canPass, createRecovery } from './recovery';
import { createRenew } from './renewal';
import { restoreSession, type NotRestored } from './restore';
import { createKeptSession } from './kept-session';
import type { Sleep } from './phone-sign-in';
import type { OpenExternal } from './sign-in';
import { performSignInAgain } from './sign-in-again';
import { createTokenKeeper } from './token-keeper';
import type { Tokens } from './tokens';
import { createUnderWay } from './under-way';
import type { UnfinishedSignOuts } from './unfinished-sign-out';

export interface SessionDependencies {
  readonly configuration: Configuration;
  readonly endpoints: Endpoints;
  readonly vault: Vault;
  readonly unfinishedSignOuts: UnfinishedSignOuts;
  readonly fetch: Fetch;
  readonly openExternal: OpenExternal;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly log: Log;
  readonly onChange: (view: SessionView) => void;
  /** The operator has shown once more that it is them; `at` is what `signedInAt` says from now on. */
  readonly onSignedInAgain: (at: number) => void;
}

/** Who is signed in, and their tokens. One for each configuration; it starts out `restoring`. */
export interface Session {
  view(): SessionView;
  /**
   * Signs in with what the keychain holds. May be called again while signed out: nothing is lost where it could not. While
   * only the network is in the way that happens by itself as well, and the view says so.
   */
  restore(): Promise<void>;
  /** Settles when the sign-in has ended, either way. `notAllowed` unless signed out; the phone is an operator's. */
  signIn(way: SignInWay): Promise<Result<undefined>>;
  /**
   * The operator who is signed in shows once more that it is them; `signedInAt` tells when that worked. Whatever else
   * comes of it, the session stays as it was. Settles when it has ended, either way. Errors: `someoneElse`, those of
   * `signIn`; `notAllowed` unless an operator is signed in and no other attempt is under way.
   */
  signInAgain(way: SignInWay): Promise<Result<undefined>>;
  /** Gives up either of the two, and puts away why the last one failed. Settles when nothing is under way any more. */
  cancelSignIn(): Promise<void>;
  /** When whoever is signed in last did so, by our clock (milliseconds); 0 while nobody is. */
  signedInAt(): number;
  /** Succeeds when the keychain was seen to have let go. Memory is empty and the browser was sent to sign off anyway. */
  signOut(): Promise<Result<undefined>>;
  /** Does again what the keychain had refused: store, delete or read. */
  retryKeychain(): Promise<Result<undefined>>;
  /** Errors: `signInRequired`, `sessionEnded`, `cancelled`, and why a renewal got no answer. */
  accessToken(signal: AbortSignal): Promise<Result<string>>;
  /** After a 401: a newer token than `staleToken`. Errors as `accessToken`. */
  renew(staleToken: string, signal: AbortSignal): Promise<Result<string>>;
  person(): Person | null;
  /** PingOne's record of the user, once it was read. Another person's is ignored. */
  setPerson(person: Person): void;
  /** Gives up a sign-in and says no more; lets a renewal finish, so that no new refresh token is lost. */
  close(): Promise<void>;
}

type Keychain = Extract<SessionView, { state: 'signedIn' }>['keychain'];

const aborted = (signal: AbortSignal): Promise<'aborted'> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });

/** Signed out for one of these, `retryKeychain` has something to do. */
const keychainReasons: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'keychainLocked',
  'keychainUnavailable',
  'keychainTimedOut',
  'keychainDeleteFailed',
]);

const keychainAfter = (saved: Result<undefined>): Keychain => {
  if (saved.ok) return 'saved';
  const { code } = saved.error;
  return code === 'keychainLocked' || code === 'keychainTimedOut' ? 'locked' : 'unavailable';
};

export const createSession = (dependencies: SessionDependencies): Session => {
  const { configuration, endpoints, log, now, onChange } = dependencies;
  const { clientId, operator } = clientOf(configuration);
  const account = `${endpoints.environmentId}/${clientId.toLowerCase()}`;
  // what is kept on a shared computer belongs to the next person
  const keeps = configuration.mode !== 'kiosk';
  const oidc = createOidc(dependencies);
  const attempt = createAttempt({
    ...dependencies,
    oidc,
    asksForPassword: !keeps,
    redirectPort: configuration.redirectPort ?? defaultPorts.redirect,
  });
  const kept = createKeptSession({ ...dependencies, account });

  let view: SessionView = { state: 'restoring' };
  let restoring: Promise<DeskError | null> | null = null;
  /** what a restoring that is under way may replace: nobody did anything else meanwhile */
  let replaceable: SessionView | null = null;
  let signedInAt = 0;
  const underWay = createUnderWay();
  const leave = new AbortController();
  let closed = false;

  const show = (next: SessionView): void => {
    view = next;
    if (!closed) onChange(next);
  };
  const unexpected = (cause: unknown): DeskError => {
    log.error('session.unexpected', {}, cause);
    return { code: 'unexpected' };
  };
  const ways = (): SignInWay[] => [...oidc.ways()];
  /** Whether PingOne offers the phone. Quietly: while that is not known, there is the browser. */
  const learnWays = async (): Promise<void> => {
    const reached = await oidc.metadata(leave.signal);
    if (view.state !== 'signedOut' && view.state !== 'signedIn') return;
    if (!reached.ok && view.state === 'signedOut' && !closed) recovery.begin(reached.error);
    const known = ways();
    if (view.ways.length !== known.length) show({ ...view, ways: known });
  };
  /** `harmless`: as `NotRestored` has it. */
  const signedOut = (reason: DeskError | null, harmless = false): void => {
    signedInAt = 0;
    const triesAgain =
      reason !== null && !closed && canPass(reason) && (harmless || !oidc.isReached());
    show({
      state: 'signedOut',
      reason,
      ways: ways(),
      ...(triesAgain ? { triesAgain } : {}),
    });
    if (triesAgain) recovery.begin(reason);
    else if (operator && !closed) learnWays().catch(unexpected);
  };
  const change = (part: Partial<Omit<SignedIn, 'state'>>): void => {
    if (view.state === 'signedIn') show({ ...view, ...part });
  };

  const save = async (subject: string, refreshToken: string): Promise<Keychain> =>
    keychainAfter(await kept.save({ subject, refreshToken }));

  // a keychain that refused is asked again when the person says so, not with a prompt every hour
  const saved = (): SignedIn | null =>
    view.state === 'signedIn' && view.keychain === 'saved' ? view : null;

  const keeper = createTokenKeeper({
    renew: createRenew({
      refresh: (refreshToken, signal) => oidc.refresh(refreshToken, signal),
      async newest(refreshToken) {
        const subject = saved()?.person.id;
        return subject === undefined ? refreshToken : kept.newest({ subject, refreshToken });
      },
    }),
    now,
    async keep(refreshToken, replaced) {
      const subject = saved()?.person.id;
      if (subject !== undefined)
        change({
          keychain: keychainAfter(await kept.replace(replaced, { subject, refreshToken })),
        });
    },
    ended() {
      keeper.drop();
      if (view.state !== 'signedIn') return;
      log.info('session.ended');
      if (view.keychain === 'saved') void kept.discard();
      underWay.abort();
      signedOut({ code: 'sessionEnded' });
    },
  });

  const missing = ({ scopes }: Tokens): string[] =>
    scopes === null ? [] : oidc.scopes.filter((scope) => !scopes.includes(scope));

  const enter = (tokens: Tokens, subject: string, keychain: Keychain): void => {
    keeper.hold(tokens, subject);
    signedInAt = now();
    const missingScopes = missing(tokens);
    log.info('session.signed-in', { keychain, missingScopes: missingScopes.length });
    show({
      state: 'signedIn',
      person: personOf(subject, tokens.claims),
      keychain,
      missingScopes,
      ways: ways(),
      again: null,
    });
  };

  type Restored = Result<
    { tokens: Tokens; subject: string; keychain: Keychain } | null,
    NotRestored
  >;
  const restoreFrom = async (): Promise<Restored> => {
    if (!keeps) return ok(null);
    const restored = await restoreSession(kept, oidc);
    if (!restored.ok || restored.value === null) return restored.ok ? ok(null) : restored;
    const { subject, tokens, replaced } = restored.value;
    const { refreshToken } = tokens;
    const stored =
      replaced === null ? ok(undefined) : await kept.replace(replaced, { subject, refreshToken });
    return ok({ tokens, subject, keychain: keychainAfter(stored) });
  };

  /** Why it may be tried again by itself; null: it is decided, one way or the other. */
  const restoreOnce = async (): Promise<DeskError | null> => {
    const restored = await restoreFrom().catch((cause: unknown) =>
      fail({ error: unexpected(cause), harmless: false }),
    );
    if (view !== replaceable) return null;
    if (restored.ok) {
      if (restored.value === null) signedOut(null);
      else enter(restored.value.tokens, restored.value.subject, restored.value.keychain);
      return null;
    }
    const { error, harmless } = restored.error;
    if (view.state === 'signedOut' && harmless && canPass(error)) {
      if (view.reason?.code !== error.code) show({ ...view, reason: error });
      return error;
    }
    log.warn('session.not-restored', { error: error.code });
    signedOut(error, harmless);
    return null;
  };

  const restoreInto = (shown: SessionView): Promise<DeskError | null> => {
    replaceable = shown;
    restoring ??= restoreOnce().finally(() => {
      restoring = null;
    });
    return restoring;
  };

  const restore = async (): Promise<void> => {
    if (view.state === 'restoring' || view.state === 'signedOut') {
      recovery.stop();
      if (view.state === 'signedOut' || restoring === null) show({ state: 'restoring' });
      await restoreInto(view);
    } else await restoring;
  };

  const recover = async (): Promise<DeskError | null> => {
    const reached = await oidc.metadata(leave.signal);
    if (view.state !== 'signedOut') return null;
    if (!reached.ok) return reached.error;
    if (keeps) return restoreInto(view);
    show({
      state: 'signedOut',
      reason: view.triesAgain === true ? null : view.reason,
      ways: ways(),
    });
    return null;
  };
  const recovery = createRecovery({ work: recover, sleep: dependencies.sleep });

  const keepAfterSignIn = async (tokens: Tokens, subject: string): Promise<Keychain> => {
    if (!keeps) return 'notOffered';
    if (tokens.refreshToken !== null) return save(subject, tokens.refreshToken);
    // nothing to keep; what an earlier sign-in left would bring back somebody else
    await kept.forget();
    return 'notOffered';
  };

  const isOffered = (way: SignInWay): boolean => way === 'browser' || operator;

  const enterWith = async (way: SignInWay, signal: AbortSignal): Promise<Result<undefined>> => {
    const signedIn = await attempt(
      {
        way,
        expected: null,
        onProgress: (progress) => show({ state: 'signingIn', ...progress }),
      },
      signal,
    );
    if (!signedIn.ok) return signedIn;
    const tokens = signedIn.value;
    const subject = tokens.claims?.sub;
    if (subject === undefined) return fail({ code: 'badResponse', status: 200, html: false });
    const keychain = await Promise.race([keepAfterSignIn(tokens, subject), aborted(signal)]);
    if (keychain === 'aborted') {
      // the keychain takes one thing at a time: this comes after a write that is still under way
      if (keeps) void kept.forget();
      return fail({ code: 'cancelled' });
    }
    enter(tokens, subject, keychain);
    return ok(undefined);
  };

  const signIn = async (way: SignInWay): Promise<Result<undefined>> => {
    if (view.state !== 'signedOut' || !underWay.isIdle() || !isOffered(way))
      return fail({ code: 'notAllowed' });
    recovery.stop();
    return underWay.begin(async (signal) => {
      // nobody waits for the keychain to be started once they are back from the browser
      const rest = keeps ? dependencies.vault.stayReady() : () => undefined;
      const entered = enterWith(way, signal).catch((cause: unknown) => fail(unexpected(cause)));
      const result = await entered.finally(rest);
      if (result.ok) return result;
      const error: DeskError =
        result.error.code === 'cancelled' ? { code: 'signInCancelled' } : result.error;
      log.warn('session.sign-in-failed', { error: error.code });
      signedOut(error);
      return fail(error);
    });
  };

  const signOff = (): void => {
    const url = oidc.signOffUrl();
    if (url !== null) void dependencies.openExternal(url).catch(() => false);
  };

  const signInAgain = async (way: SignInWay): Promise<Result<undefined>> => {
    if (view.state !== 'signedIn' || !underWay.isIdle() || !operator)
      return fail({ code: 'notAllowed' });
    const { id: expected } = view.person;
    const accept = (tokens: Tokens): void => {
      keeper.replace(tokens);
      signedInAt = now();
      change({ missingScopes: missing(tokens) });
      dependencies.onSignedInAgain(signedInAt);
    };
    const show = (again: SignedIn['again']): void => change({ again });
    return underWay.begin((signal) =>
      performSignInAgain(
        { way, expected, attempt, show, accept, signOff, unexpected, log },
        signal,
      ),
    );
  };

  const cancelSignIn = async (): Promise<void> => {
    underWay.abort();
    await underWay.settled();
    if (view.state === 'signedIn' && view.again !== null) change({ again: null });
  };

  const signOut = async (): Promise<Result<undefined>> => {
    if (view.state !== 'signedIn') return fail({ code: 'notAllowed' });
    const { keychain } = view;
    show({ state: 'signingOut' });
    keeper.drop();
    underWay.abort();
    signOff();
    await underWay.settled();
    const removed = keeps ? await kept.forget() : ok(undefined);
    if (removed.ok) {
      signedOut(null);
      return removed;
    }
    // where there was no keychain at all, "unavailable" is the truth; everything else is a deletion nobody has seen
    const reason: DeskError =
      keychain === 'unavailable' && removed.error.code === 'keychainUnavailable'
        ? { code: 'keychainUnavailable' }
        : { code: 'keychainDeleteFailed' };
    signedOut(reason);
    return fail(reason);
  };

  const retryKeychain = async (): Promise<Result<undefined>> => {
    if (view.state === 'signedIn') {
      if (view.keychain === 'saved' || view.keychain === 'notOffered') return ok(undefined);
      const { id } = view.person;
      let keychain: Keychain = view.keychain;
      let refreshToken: string | null;
      // a renewal in between makes what was just stored worthless
      do {
        refreshToken = keeper.refreshToken();
        if (refreshToken !== null) keychain = await save(id, refreshToken);
      } while (keychain === 'saved' && refreshToken !== keeper.refreshToken());
      change({ keychain });
      if (keychain === 'saved') return ok(undefined);
      return fail({ code: keychain === 'locked' ? 'keychainLocked' : 'keychainUnavailable' });
    }
    if (view.state === 'signedOut' && view.reason !== null && keychainReasons.has(view.reason.code))
      await restore();
    return ok(undefined);
  };

  return {
    view: () => view,
    restore,
    signIn,
    signInAgain,
    cancelSignIn,
    signedInAt: () => signedInAt,
    signOut,
    retryKeychain,
    accessToken: (signal) => keeper.accessToken(signal),
    renew: (staleToken, signal) => keeper.renew(staleToken, signal),
    person: () => (view.state === 'signedIn' ? view.person : null),
    setPerson(person) {
      if (view.state === 'signedIn' && view.person.id === person.id) change({ person });
    },
    async close() {
      closed = true;
      underWay.abort();
      recovery.stop();
      leave.abort();
      await Promise.all([restoring, keeper.settled()]);
    },
  };
};

type SignedIn = Extract<SessionView, { state: 'signedIn' }>;
