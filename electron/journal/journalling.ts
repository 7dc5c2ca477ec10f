import type { PingOneDevices } from '../pingone/devices';
import type { OathTokens } from '../pingone/oath-tokens';
import type { Users } from '../pingone/users';
import { createJournalled, type JournalledDependencies } from './journalled';
import { journalledDevices, journalledTokens, journalledUsers } from './journalled-resources';
import { createSettlements, type Settlements, type SettlementsDependencies } from './settlements';

/** Resources whose every change is written down before it is sent, and the settling of what nobody got an answer to. */
export interface Journalling {
  readonly settlements: Settlements;
  readonly devices: PingOneDevices;
  readonly users: Users;
  readonly tokens: OathTokens;
}

export type JournallingDependencies = Omit<JournalledDependencies, 'onUncertain'> &
  SettlementsDependencies & {
    readonly devices: PingOneDevices;
    readonly users: Users;
    readonly tokens: OathTokens;
    readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
    /** aborts when whoever is signed in leaves */
    readonly leaving: () => AbortSignal;
  };

/** Milliseconds after which PingOne shows what became of a change whose answer was lost. */
const settlingTime = 2_000;

export const createJournalling = (dependencies: JournallingDependencies): Journalling => {
  const { sleep, leaving } = dependencies;
  const settlements = createSettlements(dependencies);
  const lookLater = async (): Promise<void> => {
    const signal = leaving();
    await sleep(settlingTime, signal);
    if (!signal.aborted) await settlements.look();
  };
  const journalled = createJournalled({
    ...dependencies,
    onUncertain: () => void lookLater().catch(() => undefined),
  });
  return {
    settlements,
    devices: journalledDevices(dependencies.devices, journalled),
    users: journalledUsers(dependencies.users, journalled),
    tokens: journalledTokens(dependencies.tokens, journalled),
  };
};
