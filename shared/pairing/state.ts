import type { DeskError } from '../errors';
import { catalog, type Details, type DeviceType } from '../devices/catalog';
import type { CeremonyRoute } from '../webauthn/route';

/**
 * A secret that the state only points at: a typed code, an options JWT, an attestation. The runner keeps what it
 * stands for; nothing that is journalled, logged or shown can hold more than this name.
 */
export type Handle = string;

/** A method that is offered, or the reason why it is not. */
export interface Method {
  readonly type: DeviceType;
  readonly unavailable: DeskError | null;
  /** what is worth knowing before it is tried */
  readonly hint: DeskError | null;
  /** digits of the codes that PingOne sends, where the configuration or a readable policy says so */
  readonly codeLength: number | null;
}

/** What one who begins to pair may have had PingOne told about themself: starting points, to be confirmed. */
export interface Suggestions {
  readonly email: string | null;
  /** E.164 */
  readonly phone: string | null;
}

/** What holds for the whole pairing. `actor` is who is signed in, `userId` whose device it will be. */
export interface PairingFacts {
  readonly id: string;
  /** a new device, or only the proof of one that is paired already */
  readonly goal: 'pair' | 'prove';
  readonly actor: { readonly id: string };
  readonly userId: string;
  readonly suggestions: Suggestions;
  readonly methods: readonly Method[];
  /** whether a call may dial an extension; null where the setting cannot be read */
  readonly phoneExtensions: boolean | null;
  /** milliseconds that PingOne's clock is ahead of this computer's; 0 while it is not known */
  readonly clockOffset: number;
  /** the device that the new one shall take the place of; it goes by a choice of its own, once the new one is proven */
  readonly replaces: Replaced | null;
  /** host of the page where people look after their devices in the browser; null where there is none */
  readonly selfServiceHost: string | null;
  /** milliseconds that a pairing key can be claimed, where a readable policy says so */
  readonly pairingKeyLifetime: number | null;
  /** milliseconds that a push waits on a phone, where a readable policy says so */
  readonly pushTimeout: number | null;
}

/** What is told of a device that is to be replaced. */
export interface Replaced {
  readonly deviceId: string;
  readonly type: string;
  readonly name: string | null;
}

/** The device that this pairing has created, or resumed. */
export interface PairedDevice {
  readonly id: string;
  readonly type: DeviceType;
  readonly target: string | null;
  readonly nickname: string | null;
  /** e.g. `macOS 15.7.3 · PingID Desktop 1.0.0`; known once the device is active */
  readonly description: string | null;
  /** how a hardware token makes its codes: by counting presses, or by its clock */
  readonly tokenType: 'HOTP' | 'TOTP' | null;
  /** of the codes that the device makes by itself, where that is known: digits, and seconds that each is shown */
  readonly codeLength: number | null;
  readonly codePeriod: number | null;
  /** when PingOne took the code that the device showed: the next answer has to be another one */
  readonly codeSpentAt: number | null;
}

/** What `checking` found out before anything was created. */
export interface CheckReport {
  /** ids of the devices that existed before the create: whatever else shows up is ours */
  readonly knownDeviceIds: readonly string[];
  /** nobody could tell who runs the program that listens on the desktop agent's port: the person has to confirm */
  readonly agentOwnerUnknown: boolean;
  /** names that this person's devices have already: a new one should be told apart */
  readonly namesTaken: readonly string[];
  /** addresses and numbers that active devices of this type have already, but for one that is replaced */
  readonly contactsTaken: readonly { readonly contact: string; readonly extension: string }[];
  /** where a security key is reached; null for every other type */
  readonly route: CeremonyRoute | null;
}

export interface Description {
  readonly details: Details;
  readonly nickname: string;
  readonly check: CheckReport;
}

/** A challenge that waits for its answer. Times are milliseconds since the epoch, UTC. */
export type Challenge =
  | {
      readonly kind: 'oneTimeCode';
      readonly phase: 'waiting' | 'resending';
      readonly sentAt: number;
      readonly sentCount: number;
      readonly problem: DeskError | null;
    }
  | {
      readonly kind: 'authenticatorApp';
      /** the key that the app has to be given; null once it has it */
      readonly key: Handle | null;
      /** when the key dies unused */
      readonly validUntil: number | null;
      readonly problem: DeskError | null;
    }
  | {
      readonly kind: 'hardwareToken';
      /** how often PingOne has asked for one more code: the token drifted, and it is catching up */
      readonly round: number;
      /** wrong codes so far */
      readonly misses: number;
      readonly problem: DeskError | null;
    }
  | { readonly kind: 'desktopAgent'; readonly prompt: Handle; readonly askedAt: number }
  | {
      readonly kind: 'securityKey';
      /** PingOne's options for the ceremony */
      readonly options: Handle;
      /** `stopped`: the ceremony ended without an answer, and can be held again */
      readonly phase: 'asking' | 'stopped';
      readonly problem: DeskError | null;
    }
  /** a push that waits on the phone */
  | { readonly kind: 'mobileApp'; readonly sentAt: number };

/** A challenge whose answer a person types. */
export type CodeChallenge = Extract<
  Challenge,
  { kind: 'oneTimeCode' | 'authenticatorApp' | 'hardwareToken' }
>;

/** A device that a device authentication offers as well; contacts are masked by PingOne. */
export interface OfferedDevice {
  readonly id: string;
  /** PingOne's word */
  readonly type: string;
  readonly nickname: string | null;
  readonly target: string | null;
  /** what stands against choosing it */
  readonly obstacle: 'blocked' | 'notUsable' | 'notHere' | null;
}

/** What was answered: a handle, and what may be known of what it stands for. */
export interface Answer {
  readonly response: Handle;
  /** digits of a typed code */
  readonly length: number | null;
}

/** The device authentication that proves a device (pingone-mfa-api.md E.2). */
export type Proof =
  | { readonly phase: 'beginning'; readonly sentCount: number }
  | { readonly phase: 'selecting'; readonly sentCount: number; readonly authenticationId: string }
  | {
      readonly phase: 'responding';
      readonly authenticationId: string;
      readonly challenge: Challenge;
      /** what can be chosen in its place; empty: nothing */
      readonly offered: readonly OfferedDevice[];
    }
  | {
      /** the push is taken back */
      readonly phase: 'cancelling';
      readonly authenticationId: string;
      readonly onward: 'leave' | 'choose';
      readonly sentAt: number;
    }
  | {
      readonly phase: 'choosingDevice';
      readonly authenticationId: string;
      readonly offered: readonly OfferedDevice[];
    }
  | {
      readonly phase: 'checking';
      readonly authenticationId: string;
      readonly challenge: Challenge;
      readonly offered: readonly OfferedDevice[];
      readonly answer: Answer;
    }
  | {
      readonly phase: 'looking';
      readonly authenticationId: string;
      readonly challenge: Challenge;
      readonly offered: readonly OfferedDevice[];
      /** why: what is said when the same challenge has to be answered again */
      readonly problem: DeskError;
    };

export type Verdict =
  | {
      readonly kind: 'proven';
      readonly at: number;
      readonly authenticationId: string;
      readonly reference: string;
    }
  | { readonly kind: 'notProven'; readonly reason: DeskError | 'left' };

interface At<Name extends string> {
  readonly name: Name;
  readonly facts: PairingFacts;
  /** rises with every change of what is awaited; makes the id of the command */
  readonly step: number;
}

export interface Choosing extends At<'choosing'> {
  readonly problem: DeskError | null;
}
export interface Checking extends At<'checking'> {
  readonly type: DeviceType;
  /** what was typed before, kept when the person comes back */
  readonly draft: Draft | null;
}
export interface Draft {
  readonly details: Details;
  readonly nickname: string;
}
export interface Describing extends At<'describing'> {
  readonly type: DeviceType;
  readonly check: CheckReport;
  readonly draft: Draft | null;
  readonly problem: DeskError | null;
}
export interface Creating extends At<'creating'> {
  readonly phase: 'sending' | 'looking';
  readonly description: Description;
  /** the person wants out; taken into account as soon as it is known what exists */
  readonly leaving: boolean;
  readonly problem: DeskError | null;
}
export interface Responding extends At<'responding'> {
  readonly device: PairedDevice;
  readonly challenge: Challenge;
  readonly description: Description | null;
}
export interface Activating extends At<'activating'> {
  readonly phase: 'sending' | 'looking';
  readonly device: PairedDevice;
  readonly challenge: Challenge;
  readonly description: Description | null;
  readonly answer: Answer;
  readonly leaving: boolean;
  readonly problem: DeskError | null;
}
export interface Proving extends At<'proving'> {
  readonly device: PairedDevice;
  readonly proof: Proof;
}
/** A device that comes into being elsewhere: in an app that claims a key, or on a page in the browser. */
export interface Awaiting extends At<'awaiting'> {
  readonly by:
    | {
        readonly kind: 'pairingKey';
        readonly keyId: string;
        /** what the app has to be given */
        readonly code: Handle;
        /** when the key dies unused, by the policy or by PingOne's default */
        readonly validUntil: number;
      }
    | { readonly kind: 'browser' };
  /** `opening`: the browser; `dropping`: the key that nobody shall claim any more */
  readonly phase: 'opening' | 'watching' | 'dropping';
  readonly description: Description;
  /** why it is dropped, when it was not the person's wish */
  readonly because: DeskError | null;
  readonly onward: Abandoning['onward'];
}
export interface Abandoning extends At<'abandoning'> {
  readonly device: PairedDevice;
  readonly description: Description | null;
  /** why, when it was not the person's wish */
  readonly because: DeskError | null;
  /** what the person wants next: out, another method, or the same once more */
  readonly onward: 'leave' | 'choose' | 'again';
}
export interface Abandoned extends At<'abandoned'> {
  readonly left: PairedDevice | null;
}
export interface Done extends At<'done'> {
  readonly device: PairedDevice;
  readonly verdict: Verdict;
}
export interface Failed extends At<'failed'> {
  readonly error: DeskError;
  /** what is left behind in PingOne: nothing, a device or a key that could not be removed, or nobody knows */
  readonly left: 'nothing' | 'pending' | 'pairingKey' | 'unknown';
  /** the pending device that is left behind */
  readonly device: PairedDevice | null;
  /** where "Try again" leads */
  readonly retry: Choosing | Checking | Creating | Awaiting | Activating | null;
}

/** The states of a pairing (design.md section 2). */
export type PairingState =
  | Choosing
  | Checking
  | Describing
  | Creating
  | Awaiting
  | Responding
  | Activating
  | Proving
  | Abandoning
  | Abandoned
  | Done
  | Failed;

export const begin = (facts: PairingFacts): Choosing => ({
  name: 'choosing',
  facts,
  step: 0,
  problem: null,
});

/** A device that waits for its code since an earlier pairing: nothing is created, the person goes on where it stood. */
export const resume = (facts: PairingFacts, device: PairedDevice): Responding => ({
  name: 'responding',
  facts,
  step: 0,
  device,
  description: null,
  challenge:
    catalog[device.type].challenge === 'hardwareToken'
      ? { kind: 'hardwareToken', round: 0, misses: 0, problem: null }
      : { kind: 'oneTimeCode', phase: 'waiting', sentAt: 0, sentCount: 0, problem: null },
});

/** A device that is paired already, and shall show that it works. */
export const prove = (facts: PairingFacts, device: PairedDevice): Proving => ({
  name: 'proving',
  facts,
  step: 0,
  device,
  proof: { phase: 'beginning', sentCount: 0 },
});
