import * as v from 'valibot';
import {
  configurationEntries,
  configurationSchema,
  relyingPartySchema,
  type Configuration,
} from '../../shared/configuration';
import {
  configurationProblemSchema,
  type ConfigurationProblem,
  type ConfigurationSource,
} from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import { duplicateKeys } from './duplicate-keys';

type Problems = readonly ConfigurationProblem[];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The type of a value as a person would say it, never the value. */
const typeOf = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'array'
        : typeof value;

/** What stands at a path; own properties only, so that `constructor` and its like are not found. */
const at = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, key)?.value
        : undefined,
    document,
  );

/** A known object in the document and the keys that it may have. valibot names the first stranger only. */
const objects = [
  { path: [], known: configurationEntries },
  { path: ['relyingParty'], known: relyingPartySchema.pipe[0].entries },
] as const;

const unknownKeys = (document: unknown): string[][] =>
  objects.flatMap(({ path, known }) => {
    const object = at(document, path);
    return isRecord(object)
      ? Object.keys(object)
          .filter((key) => !Object.hasOwn(known, key))
          .map((key) => [...path, key])
      : [];
  });

const problemOf = (
  document: unknown,
  issue: v.BaseIssue<unknown>,
  source: ConfigurationSource,
): ConfigurationProblem => {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const value = at(document, path);
  const parent = at(document, path.slice(0, -1));
  // an array where an object belongs has no missing keys: it has the wrong type itself
  if (path.length > 0 && value === undefined && !isRecord(parent))
    return {
      key: path.slice(0, -1).join('.'),
      problem: 'wrongType',
      found: typeOf(parent),
      source,
    };
  const declared = v.safeParse(configurationProblemSchema.entries.problem, issue.message);
  const listed = issue.type === 'picklist' && typeof value !== 'string';
  return {
    key: path.join('.'),
    problem:
      value === undefined ? 'missing' : listed || !declared.success ? 'wrongType' : declared.output,
    found: typeOf(value),
    source,
  };
};

/** Everything that is wrong with a document that is JSON, each thing once; or the configuration it holds. */
export const validate = (
  document: unknown,
  source: ConfigurationSource,
): Result<Configuration, Problems> => {
  if (!isRecord(document))
    return fail([{ key: '', problem: 'wrongType', found: typeOf(document), source }]);
  const unknown = unknownKeys(document);
  const parsed = v.safeParse(configurationSchema, document);
  if (parsed.success && unknown.length === 0) return ok(parsed.output);
  const problems: ConfigurationProblem[] = unknown.map((path) => ({
    key: path.join('.'),
    problem: 'unknown',
    found: typeOf(at(document, path)),
    source,
  }));
  for (const issue of parsed.issues ?? []) {
    if (issue.expected === 'never') continue; // an unknown key: already listed, all of them
    const problem = problemOf(document, issue, source);
    if (!problems.some(({ key }) => key === problem.key)) problems.push(problem);
  }
  return fail(problems);
};

/** The same for the bytes of a file. A byte order mark is tolerated, a key that occurs twice is not. */
export const validateBytes = (
  bytes: Uint8Array,
  source: ConfigurationSource,
): Result<Configuration, Problems> => {
  let text: string;
  let document: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    document = JSON.parse(text);
  } catch {
    return fail([{ key: '', problem: 'notJson', found: 'text', source }]);
  }
  const validated = validate(document, source);
  const duplicates = duplicateKeys(text).map((key): ConfigurationProblem => ({
    key,
    problem: 'malformed',
    found: 'duplicate',
    source,
  }));
  if (duplicates.length === 0) return validated;
  return fail([...duplicates, ...(validated.ok ? [] : validated.error)]);
};
