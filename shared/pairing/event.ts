import * as v from 'valibot';
import { detailsSchema, deviceTypeSchema, nicknameSchema } from '../devices/catalog';
import type { DeskError } from '../errors';
import type { Answer, CheckReport, Handle, OfferedDevice, PairedDevice } from './state';

/**
 * What a person can do to a pairing. The window sends it; the gate checks it; the runner puts a handle in the place of
 * a typed code before the state sees it.
 */
export const personActionSchema = v.variant('kind', [
  v.object({ kind: v.literal('choose'), type: deviceTypeSchema }),
  v.object({
    kind: v.literal('describe'),
    details: detailsSchema,
    nickname: nicknameSchema,
    /** "yes, that program is my PingID Desktop", where nobody else could tell */
    ownerConfirmed: v.boolean(),
  }),
  v.object({ kind: v.literal('answer'), code: v.pipe(v.string(), v.regex(/^\d{6,10}$/)) }),
  v.object({ kind: v.literal('resend') }),
  /** goes on in the browser, on the page where people look after their devices */
  v.object({ kind: v.literal('inBrowser') }),
  /** another device than the one that is asked */
  v.object({ kind: v.literal('changeDevice') }),
  v.object({ kind: v.literal('chooseDevice'), deviceId: v.pipe(v.string(), v.maxLength(100)) }),
  v.object({ kind: v.literal('back') }),
  v.object({ kind: v.literal('retry') }),
  v.object({ kind: v.literal('leave') }),
]);
export type PersonAction = v.InferOutput<typeof personActionSchema>;

/** A device as PingOne described it a moment ago. */
export interface SeenDevice {
  readonly id: string;
  readonly status: 'active' | 'pending' | 'other';
  readonly lockedUntil: number | null;
  readonly locked: boolean;
  readonly description: string | null;
}

/** Too many wrong codes, as an error to show; null when the device is not locked. */
export const lockOf = ({ locked, lockedUntil }: SeenDevice): DeskError | null =>
  locked ? { code: 'locked', ...(lockedUntil === null ? {} : { until: lockedUntil }) } : null;

/** A device authentication as PingOne described it a moment ago (pingone-mfa-api.md E.1, E.2). */
export interface SeenAuthentication {
  readonly id: string;
  readonly status:
    | 'COMPLETED'
    | 'FAILED'
    | 'OTP_REQUIRED'
    | 'ASSERTION_REQUIRED'
    | 'DEVICE_SELECTION_REQUIRED'
    | 'PUSH_CONFIRMATION_REQUIRED'
    | 'PUSH_CONFIRMATION_TIMED_OUT'
    | 'other';
  readonly selectedDeviceId: string | null;
  /** what has to be signed: options for the desktop agent, or for a security key */
  readonly prompt: {
    readonly kind: 'desktopAgent' | 'securityKey';
    readonly options: Handle;
  } | null;
  /** what could be chosen in the place of the selected device, that one included; empty where nothing can */
  readonly offered: readonly OfferedDevice[];
  readonly error: DeskError | null;
  /** what support staff can look this exchange up by */
  readonly reference: string;
}

/** How a command ended. */
export type Outcome =
  | { readonly kind: 'checked'; readonly report: CheckReport }
  | {
      readonly kind: 'created';
      readonly deviceId: string;
      /** what comes with this reply only: the options JWT for the agent, or the key for an authenticator app */
      readonly secret: Handle | null;
      /** as `PairedDevice` has them; the target as far as PingOne repeats it */
      readonly target: string | null;
      readonly tokenType: 'HOTP' | 'TOTP' | null;
      readonly codeLength: number | null;
      readonly codePeriod: number | null;
      /** why the device that was created cannot be activated from here */
      readonly objection: DeskError | null;
    }
  | {
      readonly kind: 'keyCreated';
      readonly keyId: string;
      readonly code: Handle;
    }
  /** a device that came into being elsewhere, active */
  | { readonly kind: 'appeared'; readonly device: PairedDevice }
  | { readonly kind: 'opened' }
  | { readonly kind: 'found'; readonly deviceIds: readonly string[] }
  | { readonly kind: 'sent' }
  | { readonly kind: 'answered'; readonly response: Handle }
  | { readonly kind: 'seen'; readonly device: SeenDevice }
  | { readonly kind: 'gone' }
  | { readonly kind: 'authentication'; readonly authentication: SeenAuthentication }
  | { readonly kind: 'failed'; readonly error: DeskError };

export type PairingEvent =
  | Exclude<PersonAction & { readonly at: number }, { kind: 'answer' }>
  | {
      readonly kind: 'answer';
      readonly answer: Answer;
      /** the very code that PingOne took a moment ago: the device has not made its next one yet */
      readonly spent: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'outcome';
      readonly commandId: string;
      readonly outcome: Outcome;
      readonly at: number;
    }
  /** the computer has slept; `device`: what was read of the pending device since, null where nothing could be */
  | {
      readonly kind: 'woke';
      readonly device: SeenDevice | 'gone' | null;
      readonly at: number;
    };

/** What the person did. */
export type ActionEvent = Exclude<PairingEvent, { kind: 'outcome' | 'woke' }>;
