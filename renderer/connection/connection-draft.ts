import * as v from 'valibot';
import { configurationSchema } from '../../shared/configuration';
import type { Settings } from '../../shared/ipc/views';
import { m } from '../messages/compiled/messages';
import { fieldKeys, fieldWordsOf, type FieldKey } from './connection-fields';

/** What is typed: always text, empty where nothing is set. */
export type Draft = Record<FieldKey, string>;
export type FieldProblems = Partial<Record<FieldKey, string>>;

export type DraftReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: FieldProblems };

const text = (value: string | number | undefined): string =>
  value === undefined ? '' : String(value);

export const draftOf = (settings: Settings | null): Draft => ({
  environmentId: text(settings?.environmentId),
  clientId: text(settings?.clientId),
  region: text(settings?.region ?? 'com'),
  'relyingParty.id': text(settings?.relyingParty?.id),
  'relyingParty.origin': text(settings?.relyingParty?.origin),
  desktopAgentPort: text(settings?.desktopAgentPort),
  apiBaseUrl: text(settings?.apiBaseUrl),
  authBaseUrl: text(settings?.authBaseUrl),
  customDomain: text(settings?.customDomain),
  redirectPort: text(settings?.redirectPort),
  deviceAuthenticationPolicyId: text(settings?.deviceAuthenticationPolicyId),
  otpLength: text(settings?.otpLength),
});

/** A trailing slash is no path that anybody meant. */
const tidy = (key: FieldKey, value: string): string =>
  /BaseUrl$|origin$/.test(key) ? value.trim().replace(/\/$/, '') : value.trim();

const valueOf = (key: FieldKey, draft: Draft): string | number | undefined => {
  const value = tidy(key, draft[key]);
  if (value === '') return undefined;
  return fieldWordsOf(key).input === 'number' && /^\d{1,9}$/.test(value) ? Number(value) : value;
};

/** Only what is set: an empty field is a setting that is not there. */
const candidateOf = (draft: Draft, kept: Settings | null): Record<string, unknown> => {
  const known = new Set<string>(fieldKeys.map((key) => key.split('.')[0] ?? key));
  const candidate: Record<string, unknown> = Object.fromEntries(
    Object.entries(kept ?? {}).filter(([key]) => !known.has(key)),
  );
  const relyingParty: Record<string, unknown> = {};
  for (const key of fieldKeys) {
    const value = valueOf(key, draft);
    if (value === undefined) continue;
    const [outer, inner] = key.split('.');
    if (outer !== undefined && inner === undefined) candidate[outer] = value;
    if (inner !== undefined) relyingParty[inner] = value;
  }
  return Object.keys(relyingParty).length === 0 ? candidate : { ...candidate, relyingParty };
};

const isField = (key: string): key is FieldKey => (fieldKeys as readonly string[]).includes(key);

const problemOf = (key: FieldKey, issue: v.BaseIssue<unknown>): string =>
  issue.received === 'undefined'
    ? m.connection_field_missing()
    : issue.message === 'originNotUnderRelyingParty'
      ? m.connection_field_rp_mismatch()
      : fieldWordsOf(key).malformed();

/** What was typed, as settings, or what is wrong at which field. The schema is the one that the main process uses. */
export const readDraft = (draft: Draft, kept: Settings | null): DraftReading => {
  const parsed = v.safeParse(configurationSchema, candidateOf(draft, kept));
  if (parsed.success) return { ok: true, settings: parsed.output };
  const problems: FieldProblems = {};
  for (const issue of parsed.issues) {
    const path = v.getDotPath(issue) ?? '';
    // the pair is wrong, not one of them: it is said where the person can change it
    const key = path === 'relyingParty' ? 'relyingParty.origin' : path;
    if (isField(key)) problems[key] ??= problemOf(key, issue);
  }
  return { ok: false, problems };
};
