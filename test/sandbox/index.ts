import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { exportJWK } from 'jose';
import type { SandboxAddress } from './address';
import {
  createAuthenticatorApps,
  type AuthenticatorApps,
} from './authenticators/authenticator-apps';
import { createHardwareTokens, type HardwareTokens } from './authenticators/hardware-tokens';
import { createAuthHost } from './auth/auth-host';
import { createBearer } from './auth/bearer';
import { createProviderFactory } from './auth/provider';
import { createStorage } from './auth/storage';
import { createClock, type Clock } from './clock';
import { createAgent, type Agent } from './desktop-agent/agent';
import { createAgentDialog } from './desktop-agent/agent-prompt';
import { createAgentSigner } from './desktop-agent/agent-signer';
import { createCandidates } from './device-authentications/candidates';
import { createTransactionView } from './device-authentications/transaction-view';
import { createTransactions } from './device-authentications/transactions';
import { createDesktopTokens } from './devices/desktop-tokens';
import type { Device } from './devices/device';
import { createDeviceStore } from './devices/device-store';
import { createOathTokens } from './devices/oath-tokens';
import { createPairingKeyClaim } from './devices/pairing-key-claim';
import { createPairingKeys } from './devices/pairing-keys';
import { createDeviceTypes } from './devices/registry';
import { createTotpKeys } from './devices/totp-keys';
import { createDirectory } from './directory/directory';
import { createUserControl, type UserControl } from './directory/user-control';
import { createFaults, type Fault } from './http/faults';
import { createInterceptor } from './http/interceptor';
import { listen, type Listener } from './http/listener';
import type { RecordedRequest } from './http/recorder';
import { createSecrets, type Secret } from './http/secrets';
import { createInboxHost } from './inbox/inbox-host';
import { createMessages, type Message } from './inbox/messages';
import { createSigningKeys, sharedTokenKeys } from './keys';
import { createManagementHost } from './management/management-host';
import { createPolicies } from './management/policies';
import { createPhone, type Phone } from './phone/phone';
import { createPhoneApps, type PhoneApps } from './phone-apps/phone-apps';
import { createPhones } from './phone-apps/phones';
import { createPushes } from './phone-apps/pushes';
import { defaultSeed, type Seed } from './seed';
import { seedDevices } from './seed-devices';
import { applySwitches, defaultSwitches, type DeepPartial, type Switches } from './switches';

export type { SandboxAddress, SandboxUser } from './address';
export type { AuthenticatorApp, AuthenticatorApps } from './authenticators/authenticator-apps';
export type { HardwareToken, HardwareTokens } from './authenticators/hardware-tokens';
export type { Clock } from './clock';
export type { Agent } from './desktop-agent/agent';
export type { AgentMode } from './desktop-agent/agent-mode';
export type { Permission } from './auth/permissions';
export type { Device } from './devices/device';
export type { User } from './directory/user';
export type { UserControl } from './directory/user-control';
export type { Fault, FaultEffect, HostName } from './http/faults';
export type { RecordedRequest } from './http/recorder';
export type { Secret, SecretKind } from './http/secrets';
export type { Message } from './inbox/messages';
export type { Phone, WaitingSignIn } from './phone/phone';
export type { PhoneApps } from './phone-apps/phone-apps';
export type { PhoneApp, PhoneMode } from './phone-apps/phones';
export type { Push, PushAnswer } from './phone-apps/pushes';
export type { Seed, SeedDevice, SeedPopulation, SeedUser } from './seed';
export type { SeedOathToken } from './seed-tokens';
export { tokenId } from './seed-tokens';
export type { Switches } from './switches';
export { createClock } from './clock';
export { knownPeople } from './people/known-people';
export { defaultSeed, populations } from './seed';

export interface CreateSandboxOptions {
  /** N: auth host on N, api on N+1, agent on N+2, inbox on N+3. Without it: any free ports. */
  portBase?: number;
  seed?: Seed;
  switches?: DeepPartial<Switches>;
  clock?: Clock;
}

export interface Sandbox {
  readonly address: SandboxAddress;
  /** Plain and mutable; read at each request. */
  readonly switches: Switches;
  /** Every request to the auth, api and agent hosts, newest last. */
  readonly requests: RecordedRequest[];
  /** Every token, code, key, JWT and password that went in or out: to be found nowhere else. */
  secrets(): Secret[];
  readonly faults: { add(fault: Fault): void; clear(): void };
  readonly clock: Clock;
  readonly agent: Agent;
  /** The hardware tokens, to be pressed and read. */
  readonly tokens: HardwareTokens;
  /** The authenticator apps, one for each TOTP device. */
  readonly apps: AuthenticatorApps;
  /** The app on phones, one for each MOBILE device: claims pairing keys, answers pushes, shows codes. */
  readonly phoneApps: PhoneApps;
  /** The phone on which somebody signs in for another device. */
  readonly phone: Phone;
  /** What happens to a user meanwhile. */
  readonly users: UserControl;
  /** Newest first. */
  messages(): Message[];
  /** The truth about a user's devices, as a copy. */
  devices(userId: string): Device[];
  /** The network, as far as PingOne is meant: while it is unplugged nobody answers at its addresses. */
  readonly network: { unplug(): Promise<void>; plugIn(): Promise<void> };
  close(): Promise<void>;
}

/** Starts a PingOne of one's own on loopback. In tests the agent confirms by itself. */
export async function createSandbox(options: CreateSandboxOptions = {}): Promise<Sandbox> {
  const { portBase, seed = defaultSeed(), clock = createClock() } = options;
  const port = (offset: number) => (portBase === undefined ? 0 : portBase + offset);
  const switches = defaultSwitches();
  applySwitches(switches, options.switches ?? {});

  const requests: RecordedRequest[] = [];
  const faults = createFaults();
  const secrets = createSecrets();
  const intercept = createInterceptor({ clock, faults, requests, secrets });
  const messages = createMessages(clock);
  const directory = createDirectory(seed, clock);
  const storage = createStorage(clock);
  const store = createDeviceStore(clock);
  seedDevices(seed, store, clock);
  const totpKeys = createTotpKeys(clock, switches);
  const oathTokens = createOathTokens(seed.oathTokens, clock);
  const tokens = createHardwareTokens(seed.oathTokens, clock);
  const pushes = createPushes(clock);
  const phones = createPhones(clock, pushes);
  const pairingKeys = createPairingKeys(clock, switches);
  const apps = createAuthenticatorApps({ clock, keys: totpKeys, devices: store.all });

  const [pingOneKeys, agentKeys, foreignKey, tokenKeys] = await Promise.all([
    createSigningKeys(),
    createSigningKeys(),
    createSigningKeys(),
    sharedTokenKeys(),
  ]);
  const named = { kid: 'sandbox', alg: 'RS256', use: 'sig' };
  const signingKey = { ...(await exportJWK(tokenKeys.privateKey)), ...named };
  const publicKey = { ...(await exportJWK(tokenKeys.publicKey)), ...named };

  const unitId = randomUUID();
  const agent = createAgent(
    {
      dialog: createAgentDialog(clock),
      signer: createAgentSigner({
        clock,
        keys: agentKeys,
        pingOneKey: pingOneKeys.publicKey,
        unitId,
      }),
      foreignKey,
      unitId,
      intercept: (handler) => intercept('agent', handler),
    },
    port(2),
  );

  const listeners: Listener[] = [];
  const late = (): { handler: RequestListener } => ({ handler: () => undefined });
  const [auth, api, inbox] = [late(), late(), late()];
  const open = async (host: { handler: RequestListener }, offset: number) => {
    const listener = await listen(
      (request, response) => host.handler(request, response),
      port(offset),
    );
    listeners.push(listener);
    return listener.url;
  };
  // the inbox is no part of it
  const pingOne = () => listeners.slice(0, 2);
  const close = async () => {
    await Promise.all([
      agent.stop(),
      agent.unsquat(),
      ...listeners.map((listener) => listener.close()),
    ]);
  };

  try {
    const authBaseUrl = await open(auth, 0);
    const apiBaseUrl = await open(api, 1);
    await agent.start();
    const inboxUrl = await open(inbox, 3);
    const environmentUrl = () => `${apiBaseUrl}/v1/environments/${seed.environmentId}`;
    const environmentPath = () => (switches.customDomain ? '' : `/${seed.environmentId}`);
    const collectionUrl = () => `${authBaseUrl}${environmentPath()}/deviceAuthentications`;

    const policies = createPolicies(seed, switches);
    const claimed = { clock, directory, keys: pairingKeys, policies, store };
    const claims = createPairingKeyClaim(claimed);
    const phoneApps = createPhoneApps({ claims, phones, devices: store.all });
    const types = createDeviceTypes({
      clock,
      switches,
      seed,
      directory,
      messages,
      store,
      totpKeys,
      oathTokens,
      phones,
      pushes,
      desktopTokens: createDesktopTokens({
        clock,
        keys: pingOneKeys,
        agentKey: agentKeys.publicKey,
      }),
    });
    const bearer = createBearer({
      clock,
      switches,
      seed,
      directory,
      jwks: { keys: [publicKey] },
      issuers: () => [`${authBaseUrl}/${seed.environmentId}/as`, `${authBaseUrl}/as`],
    });
    const candidates = createCandidates(store, types);
    const transactions = createTransactions({ clock, switches, store, types, pushes, candidates });
    const { environmentId } = seed;
    const show = createTransactionView({
      types,
      environmentId,
      collectionUrl,
      switches,
      candidates,
      maySelect: transactions.maySelect,
    });

    auth.handler = intercept(
      'auth',
      await createAuthHost({
        clock,
        seed,
        directory,
        switches,
        bearer,
        policies,
        transactions,
        show,
        collectionUrl,
        createProvider: await createProviderFactory({
          clock,
          seed,
          directory,
          switches,
          storage,
          signingKey,
        }),
        authBaseUrl: () => authBaseUrl,
      }),
    );
    api.handler = intercept(
      'api',
      await createManagementHost({
        bearer,
        clock,
        seed,
        directory,
        switches,
        store,
        types,
        pairingKeys,
        oathTokens,
        hardwareTokens: tokens,
        policies,
        environmentUrl,
      }),
    );
    const devices = (userId: string) => structuredClone(store.of(userId));
    const phone = createPhone({
      storage,
      authBaseUrl,
      verificationUrl: () => `${authBaseUrl}${environmentPath()}/device`,
    });
    const users = createUserControl({ clock, directory, store, types });
    inbox.handler = await createInboxHost({
      clock,
      messages,
      agent,
      tokens,
      apps,
      phone,
      phoneApps,
      users,
      faults,
      switches,
      requests,
      devices,
    });

    const address: SandboxAddress = {
      apiBaseUrl,
      authBaseUrl,
      desktopAgentUrl: agent.url,
      inboxUrl,
      environmentId,
      clientId: seed.clientId,
      worker: seed.worker,
      operatorClientId: seed.operatorClientId,
      relyingParty: seed.relyingParty,
      users: seed.users.map(({ id, username, password }) => ({ id, username, password })),
      oathTokens: structuredClone(seed.oathTokens),
    };
    return {
      address,
      switches,
      requests,
      secrets: () => secrets.list(messages.all()),
      faults,
      clock,
      agent,
      tokens,
      apps,
      phone,
      phoneApps,
      users,
      messages: () => messages.all(),
      devices,
      network: {
        unplug: async () => {
          await Promise.all(pingOne().map((listener) => listener.unplug()));
        },
        plugIn: async () => {
          await Promise.all(pingOne().map((listener) => listener.plugIn()));
        },
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
