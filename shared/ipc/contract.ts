import * as v from 'valibot';
import { nicknameSchema } from '../devices/catalog';
import { personActionSchema } from '../pairing/event';
import { pairingViewSchema } from '../pairing/screen';
import { call, event, nothing } from './define';
import {
  appKeySchema,
  configurationViewSchema,
  connectionReportSchema,
  countryListSchema,
  deviceListSchema,
  phoneReadingSchema,
  sessionViewSchema,
  settingsSchema,
} from './views';

const deviceId = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/i));

/**
 * Every call and event between the window and the main process, once. The bridge and the handlers are derived from it;
 * what it does not name cannot cross, in either direction.
 */
export const contract = {
  configuration: {
    read: call(nothing, configurationViewSchema),
    /** Asks the hosts whether they are PingOne's and know the environment. Saves nothing. */
    test: call(settingsSchema, connectionReportSchema),
    /** Saves the user's settings and starts over with them. */
    save: call(settingsSchema, nothing),
    changed: event(configurationViewSchema),
  },
  session: {
    read: call(nothing, sessionViewSchema),
    /** Opens the system browser. Answers at once; `changed` tells how it goes on. */
    signIn: call(nothing, nothing),
    cancelSignIn: call(nothing, nothing),
    signOut: call(nothing, nothing),
    /** Tries the keychain again after it was locked or missing. */
    retryKeychain: call(nothing, nothing),
    changed: event(sessionViewSchema),
  },
  devices: {
    list: call(nothing, deviceListSchema),
    rename: call(v.object({ deviceId, nickname: nicknameSchema }), nothing),
    /** `lastConfirmed`: the person knows that this is the last one they can sign in with. Else it is `lastDevice`. */
    remove: call(v.object({ deviceId, lastConfirmed: v.boolean() }), nothing),
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
    read: call(nothing, v.nullable(pairingViewSchema)),
    begin: call(nothing, nothing),
    /** Goes on with a pending device of an earlier pairing. */
    resume: call(v.object({ deviceId }), nothing),
    /** Proves a device that is paired already. */
    prove: call(v.object({ deviceId }), nothing),
    /** The key that the running pairing shows to an authenticator app. */
    key: call(v.object({ pairingId: v.string() }), appKeySchema),
    /** Puts that key on the clipboard, for a minute. */
    copyKey: call(v.object({ pairingId: v.string() }), nothing),
    act: call(v.object({ pairingId: v.string(), action: personActionSchema }), nothing),
    /** Puts an ended pairing away. */
    close: call(v.object({ pairingId: v.string() }), nothing),
    changed: event(v.nullable(pairingViewSchema)),
  },
  clipboard: {
    /** Copies a reference (ids only: the shape keeps everything else out). */
    copyReference: call(
      v.object({ reference: v.pipe(v.string(), v.regex(/^[\w:.-]{1,100}$/)) }),
      nothing,
    ),
  },
} as const;

export type DeskContract = typeof contract;
