import * as v from 'valibot';

/** Everything at a kiosk that leaves a line. */
export const recordedActions = [
  'shiftBegan',
  'shiftEnded',
  'rightMissing',
  'personOpened',
  'personIdentified',
  'mfaEnabled',
  'handedOver',
  'confirmed',
  'denied',
  'takenBack',
  'pinRefused',
  'signedInAgain',
  'deviceCreated',
  'deviceActivated',
  'deviceProven',
  'deviceNotProven',
  'deviceRenamed',
  'deviceRemoved',
  'orderChanged',
  'deviceBlocked',
  'deviceUnblocked',
  'deviceUnlocked',
  'logsRequested',
  'tokenResynced',
  'pairingLeft',
  'pairingFailed',
  'undone',
  'wiped',
] as const;

/** Ids of PingOne's and of ours: nothing that a person could have typed. */
export const idSchema = v.pipe(v.string(), v.regex(/^[\w:.-]{1,128}$/));

/** Milliseconds since the epoch, UTC; no more than a date can be. */
export const instantSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

/** `****0123`, `k****@example.org`: what is not masked does not get into the record. */
const masked = v.pipe(v.string(), v.regex(/^.?\*{4}(@[^@\p{Cc}]{1,253}|[\p{L}\d]{0,4})$/u));

/** What one line says. The keys are written in this order. */
export const entryFields = {
  action: v.picklist(recordedActions),
  outcome: v.picklist(['done', 'refused', 'failed']),
  operator: v.object({
    id: idSchema,
    username: v.pipe(v.string(), v.regex(/^\P{Cc}{0,256}$/u)),
  }),
  /** whose devices; the id only */
  subject: v.nullable(v.object({ id: idSchema })),
  device: v.nullable(
    v.object({
      /** null before PingOne has given it one */
      id: v.nullable(idSchema),
      type: v.pipe(v.string(), v.regex(/^[A-Z0-9_]{1,40}$/)),
      target: v.nullable(masked),
    }),
  ),
  /** the device authentication that completed on it */
  proof: v.nullable(v.object({ at: instantSchema, authenticationId: idSchema })),
  transactionId: v.nullable(idSchema),
  correlationId: v.nullable(idSchema),
  /** why or how, one word of a closed list: identification, undo reason, error code, right */
  detail: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z.]{1,40}$/))),
};

/** Anything beyond these keys is left out before a line is written. No field has room for a secret or a free text. */
export const recordEntrySchema = v.object(entryFields);

export interface RecordEntry {
  readonly action: (typeof recordedActions)[number];
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly operator: { readonly id: string; readonly username: string };
  readonly subject: { readonly id: string } | null;
  readonly device: {
    readonly id: string | null;
    readonly type: string;
    readonly target: string | null;
  } | null;
  readonly proof: { readonly at: number; readonly authenticationId: string } | null;
  readonly transactionId: string | null;
  readonly correlationId: string | null;
  readonly detail: string | null;
}
