import type { KeytarRequest } from '../../electron/vault/keytar-message';
import type { SandboxAddress, SandboxUser } from '../sandbox';
import type { FlowName } from './flows';
import type { Plan, Tally } from './point';

/** The people, numbers and things of one point: nobody else uses them. */
export interface Cast {
  readonly person: SandboxUser;
  readonly operator: SandboxUser;
  readonly email: string;
  readonly phone: string;
  readonly tokenInStep: string;
  readonly tokenAdrift: string;
}

/**
 * What the process of a desk is told to do: to walk a flow, or to come back after it was interrupted. `plan`: where the
 * walk ends, unless it ends on the wire, which is not up to the process.
 */
export interface Job {
  readonly does: 'walk' | 'comeBack';
  readonly flow: FlowName;
  readonly cast: Cast;
  /** state, logs and platter of this point */
  readonly folder: string;
  readonly address: SandboxAddress;
  /** what stands in the place of these origins, between the desk and the sandbox */
  readonly wires: Readonly<Record<string, string>>;
  readonly agentPort: number;
  /** milliseconds that the sandbox's clock is ahead */
  readonly offset: number;
  readonly plan: Plan | null;
}

/** A screen said that nobody knows what came of a request. */
export const answerLost = 'describe, an answer was lost';

/** What a person is told who looks at the desk: nothing else accounts for what is left at PingOne. */
export interface Told {
  /** by the desk, after it has settled what was left open */
  readonly notices: readonly {
    readonly kind: string;
    readonly type: string | null;
    readonly deviceId: string | null;
  }[];
  /** devices that the list offers to finish */
  readonly offered: readonly string[];
  /** entries of the journal that are still open */
  readonly open: readonly {
    readonly type: string;
    readonly deviceId: string | null;
  }[];
  /** the screens at which pairings ended, and what they said is left; or that an answer was lost */
  readonly screens: readonly string[];
  /** the kiosk says that something is left at PingOne */
  readonly leftAtPingOne: boolean;
}

/** What the process asks of the world, which outlives it. */
export type Ask =
  | { readonly kind: 'browse'; readonly url: string }
  | { readonly kind: 'message'; readonly to: string }
  | { readonly kind: 'appCode' }
  | { readonly kind: 'press'; readonly serialNumber: string }
  | { readonly kind: 'claim'; readonly code: string }
  | { readonly kind: 'approve' }
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'keychain'; readonly request: KeytarRequest }
  /** the desk has settled down, and nobody has gone on yet */
  | { readonly kind: 'settled'; readonly told: Told };

export type FromDesk =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly kind: 'finished'; readonly told: Told; readonly tally: Tally }
  | { readonly kind: 'broke'; readonly why: string };

export type ToDesk =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown };
