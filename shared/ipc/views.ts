import * as v from 'valibot';
import { configurationSchema } from '../configuration';
import { configurationProblemSchema, configurationSourceSchema, deskErrorSchema } from '../errors';

const time = v.number();

/** The settings that the first-run screen writes: the configuration itself. */
export const settingsSchema = configurationSchema;
export type Settings = v.InferOutput<typeof settingsSchema>;

export const configurationViewSchema = v.variant('state', [
  v.object({ state: v.literal('missing') }),
  v.object({
    state: v.literal('invalid'),
    source: configurationSourceSchema,
    problems: v.array(configurationProblemSchema),
    /** whether the connection screen may replace it: only the user's own settings */
    editable: v.boolean(),
  }),
  v.object({
    state: v.literal('ready'),
    source: configurationSourceSchema,
    settings: settingsSchema,
    editable: v.boolean(),
  }),
]);
export type ConfigurationView = v.InferOutput<typeof configurationViewSchema>;

/** What a connection test found out. */
export const connectionReportSchema = v.object({
  issuer: v.string(),
  authHost: v.string(),
  apiHost: v.string(),
});
export type ConnectionReport = v.InferOutput<typeof connectionReportSchema>;

export const personSchema = v.object({
  id: v.string(),
  username: v.string(),
  name: v.nullable(v.string()),
  email: v.nullable(v.string()),
});
export type Person = v.InferOutput<typeof personSchema>;

/** Where the refresh token is: in the keychain, or only in memory and why. */
export const keychainSchema = v.picklist(['saved', 'locked', 'unavailable', 'notOffered']);

export const sessionViewSchema = v.variant('state', [
  v.object({ state: v.literal('unconfigured') }),
  v.object({ state: v.literal('restoring') }),
  v.object({ state: v.literal('signedOut'), reason: v.nullable(deskErrorSchema) }),
  v.object({
    state: v.literal('signingIn'),
    phase: v.picklist(['opening', 'waiting', 'finishing']),
    /** when the sign-in gives up */
    deadline: time,
  }),
  v.object({
    state: v.literal('signedIn'),
    person: personSchema,
    keychain: keychainSchema,
    /** scopes that were asked for and not granted */
    missingScopes: v.array(v.string()),
  }),
  v.object({ state: v.literal('signingOut') }),
]);
export type SessionView = v.InferOutput<typeof sessionViewSchema>;

export const proofSchema = v.object({ at: time, reference: v.string() });

export const deviceViewSchema = v.object({
  id: v.string(),
  /** PingOne's word; not necessarily one that this program knows */
  type: v.string(),
  nickname: v.nullable(v.string()),
  /** address, number, serial: as PingOne tells it */
  target: v.nullable(v.string()),
  description: v.nullable(v.string()),
  status: v.picklist(['active', 'pending', 'other']),
  blocked: v.boolean(),
  locked: v.boolean(),
  lockedUntil: v.nullable(time),
  isDefault: v.boolean(),
  createdAt: v.nullable(time),
  /** a pending device that can still be finished here */
  canFinish: v.boolean(),
  /** what this workstation remembers of it */
  proof: v.nullable(proofSchema),
});
export type DeviceView = v.InferOutput<typeof deviceViewSchema>;

export const noticeSchema = v.variant('kind', [
  /** a pairing that was interrupted: its pending device has been removed */
  v.object({ kind: v.literal('removedLeftover'), type: v.string() }),
  /** a pairing that was interrupted can be finished */
  v.object({ kind: v.literal('canBeFinished'), deviceId: v.string() }),
  /** an interrupted pairing did end well */
  v.object({ kind: v.literal('wasCompleted'), deviceId: v.string() }),
  /** what an interrupted pairing left could not be decided */
  v.object({ kind: v.literal('undecided'), type: v.string() }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;

export const deviceListSchema = v.object({
  devices: v.array(deviceViewSchema),
  /** PingID Desktop of this computer */
  workstation: v.picklist(['paired', 'notPaired', 'agentSilent', 'notConfigured']),
  notices: v.array(noticeSchema),
});
export type DeviceList = v.InferOutput<typeof deviceListSchema>;
