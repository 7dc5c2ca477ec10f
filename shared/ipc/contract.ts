import * as v from 'valibot';
import { languageSchema } from '../configuration';
import { nicknameSchema } from '../devices/catalog';
import { personActionSchema } from '../pairing/event';
import {
  handOverAskSchema,
  identificationSchema,
  kioskViewSchema,
  pinSchema,
  searchResultSchema,
  undoReasonSchema,
} from '../kiosk/view';
import { pairingViewSchema } from '../pairing/screen';
import { call, event, nothing } from './define';
import { fileTroublesSchema } from './file-view';
import { journalViewSchema } from './journal-view';
import {
  appKeySchema,
  configurationViewSchema,
  connectionReportSchema,
  countryListSchema,
  deviceListSchema,
  diagnosticsSchema,
  pairingKeySchema,
  phoneReadingSchema,
  preflightSchema,
  resyncSchema,
  savedDiagnosticsSchema,
  tokenListSchema,
  sessionViewSchema,
  settingsSchema,
  signInWaySchema,
} from './views';

const deviceId = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/i));

/**
 * Every call and event between the window and the main process, once. The bridge and the handlers are derived from it;
 * what it does not name cannot cross, in either direction.
 */
export const contract = {
  configuration: {
    read: call(nothing, configurationViewSchema, 'subject', 'locked'),
    /** Asks the hosts whether they are PingOne's and know the environment. Saves nothing. */
    test: call(settingsSchema, connectionReportSchema),
    /** Saves the user's settings and starts over with them. */
    save: call(settingsSchema, nothing),
    changed: event(configurationViewSchema),
  },
  session: {
    read: call(nothing, sessionViewSchema, 'subject', 'locked'),
    /** Opens the system browser, or asks for a code for the phone. Answers at once; `changed` tells how it goes on. */
    signIn: call(v.object({ way: signInWaySchema }), nothing),
    /** The same person once more, to show that it is still them. Answers at once. */
    signInAgain: call(v.object({ way: signInWaySchema }), nothing, 'subject', 'locked'),
    cancelSignIn: call(nothing, nothing, 'subject', 'locked'),
    signOut: call(nothing, nothing),
    /** Tries at once what is tried again by itself while only the network is in the way. Answers at once. */
    restore: call(nothing, nothing),
    /** Tries the keychain again after it was locked or missing. */
    retryKeychain: call(nothing, nothing),
    changed: event(sessionViewSchema),
  },
  devices: {
    list: call(nothing, deviceListSchema),
    rename: call(v.object({ deviceId, nickname: nicknameSchema }), nothing),
    /** `lastConfirmed`: the person knows that this is the last one they can sign in with. Else it is `lastDevice`. */
    remove: call(v.object({ deviceId, lastConfirmed: v.boolean() }), nothing),
    /** Administrators: nobody can sign in with it until it is unblocked. */
    block: call(v.object({ deviceId }), nothing),
    unblock: call(v.object({ deviceId }), nothing),
    /** Administrators: ends a lock before its time is up. */
    unlock: call(v.object({ deviceId }), nothing),
    /** Administrators: asks the app of a phone to send its logs to Ping. */
    requestLogs: call(v.object({ deviceId }), nothing),
    /** All active devices by priority; the first is the default. */
    reorder: call(v.object({ deviceIds: v.pipe(v.array(deviceId), v.maxLength(100)) }), nothing),
  },
  phone: {
    countries: call(nothing, countryListSchema),
    /** Understands what was typed. `country`: ISO 3166-1 alpha-2, or none chosen. */
    read: call(
      v.object({
        country: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
        text: v.pipe(v.string(), v.maxLength(200)),
      }),
      phoneReadingSchema,
    ),
  },
  pairing: {
    read: call(nothing, v.nullable(pairingViewSchema), 'subject', 'locked'),
    /** `replaces`: the device that the new one shall take the place of. */
    begin: call(v.object({ replaces: v.nullable(deviceId) }), nothing),
    /** Goes on with a pending device of an earlier pairing. */
    resume: call(v.object({ deviceId }), nothing),
    /** Proves a device that is paired already. */
    prove: call(v.object({ deviceId }), nothing),
    /** The key that the running pairing shows to an authenticator app. */
    key: call(v.object({ pairingId: v.string() }), appKeySchema, 'subject'),
    /** Puts that key on the clipboard, for a minute. */
    copyKey: call(v.object({ pairingId: v.string() }), nothing),
    /** The key that the running pairing shows to the mobile app. */
    pairingKey: call(v.object({ pairingId: v.string() }), pairingKeySchema, 'subject'),
    act: call(v.object({ pairingId: v.string(), action: personActionSchema }), nothing, 'subject'),
    /** Puts an ended pairing away. */
    close: call(v.object({ pairingId: v.string() }), nothing, 'subject'),
    changed: event(v.nullable(pairingViewSchema)),
  },
  /** What was sent to PingOne, and nobody knows the outcome of. */
  journal: {
    /** null: nobody is signed in */
    read: call(nothing, v.nullable(journalViewSchema)),
    /** Reads PingOne once more, and settles what can be settled. Nothing is sent a second time. */
    look: call(nothing, nothing),
    changed: event(v.nullable(journalViewSchema)),
  },
  /** What is wrong with the files in which this program keeps something. */
  files: {
    read: call(nothing, fileTroublesSchema),
    changed: event(fileTroublesSchema),
  },
  /** PingID Desktop on this computer. */
  workstation: {
    /** Looks at everything that can be known without asking PingID Desktop anything; takes 3 s at most. */
    preflight: call(nothing, preflightSchema),
    /** Puts the command of a finding on the clipboard. */
    copyCommand: call(v.object({ command: v.pipe(v.string(), v.maxLength(200)) }), nothing),
  },
  /** What support needs to know about this computer, redacted. */
  diagnostics: {
    /** Collects it anew; takes 8 s at most. */
    preview: call(nothing, diagnosticsSchema),
    /** Asks where, and writes exactly what that preview showed. */
    save: call(
      v.object({ previewId: v.pipe(v.string(), v.maxLength(100)) }),
      savedDiagnosticsSchema,
    ),
    /** Shows the file that was saved last in its folder. */
    show: call(nothing, nothing),
  },
  /** Hardware tokens of the environment, for administrators. */
  tokens: {
    find: call(v.object({ text: v.pipe(v.string(), v.trim(), v.maxLength(50)) }), tokenListSchema),
    /** One code, or two that follow each other. `second`: the one after a code that PingOne has taken. */
    resync: call(
      v.object({
        tokenId: deviceId,
        codes: v.pipe(
          v.array(v.pipe(v.string(), v.regex(/^\d{6,10}$/))),
          v.minLength(1),
          v.maxLength(2),
        ),
        second: v.boolean(),
      }),
      resyncSchema,
    ),
  },
  /** The shift of an operator, who pairs one person's device after another. */
  kiosk: {
    read: call(nothing, v.nullable(kioskViewSchema), 'subject', 'locked'),
    /** Begins the shift; without a PIN, taking the screen back means signing in. */
    begin: call(v.object({ pin: v.nullable(pinSchema) }), nothing),
    search: call(v.object({ text: v.pipe(v.string(), v.maxLength(200)) }), searchResultSchema),
    open: call(v.object({ userId: deviceId }), nothing),
    identify: call(v.object({ by: identificationSchema }), nothing),
    /** Sign-on asks this person for MFA from now on. */
    enableMfa: call(nothing, nothing),
    /** Gives the screen to the person: they confirm, and then type their codes themself. */
    handOver: call(v.object({ ask: handOverAskSchema }), nothing),
    /** Once more, in the middle of what they confirmed. */
    handOverAgain: call(nothing, nothing),
    confirm: call(nothing, nothing, 'subject'),
    deny: call(nothing, nothing, 'subject'),
    /** The operator is back. `pinWrong`, `pinSpent`. */
    takeBack: call(v.object({ pin: pinSchema }), nothing, 'subject', 'locked'),
    /** Puts this person away, and everything of them. */
    next: call(nothing, nothing),
    undo: call(v.object({ bindingId: v.string(), reason: undoReasonSchema }), nothing),
    /** Somebody is there. */
    moreTime: call(nothing, nothing, 'subject', 'locked'),
    /** Something of this window was copied: it goes with the person. */
    copied: call(nothing, nothing, 'subject'),
    endShift: call(nothing, nothing, 'locked'),
    /** Ends the program. */
    leave: call(nothing, nothing),
    changed: event(v.nullable(kioskViewSchema)),
  },
  clipboard: {
    /** Copies a reference (ids only: the shape keeps everything else out). */
    copyReference: call(
      v.object({ reference: v.pipe(v.string(), v.regex(/^[\w:.-]{1,100}$/)) }),
      nothing,
    ),
  },
  language: {
    /** What was chosen at this workstation before; null: nothing was, or this is a kiosk. */
    kept: call(nothing, v.nullable(languageSchema), 'subject', 'locked'),
    /** What the window speaks from now on. `keep`: the person chose it, and at a workstation it is kept. */
    chosen: call(
      v.object({ language: languageSchema, keep: v.boolean() }),
      nothing,
      'subject',
      'locked',
    ),
  },
} as const;

export type DeskContract = typeof contract;
