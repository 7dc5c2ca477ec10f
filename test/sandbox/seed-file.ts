import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { defaultSeed, type Seed } from './seed';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/, 'a lower-case UUID is expected'));
const text = v.pipe(v.string('text is expected'), v.nonEmpty('it is empty'));

const user = v.strictObject({
  id,
  username: text,
  password: text,
  email: text,
  given: text,
  family: text,
  mobilePhone: v.optional(text),
  administrator: v.optional(v.boolean()),
});

const device = v.strictObject({
  id,
  userId: id,
  type: text,
  status: text,
  nickname: v.optional(v.string()),
  attributes: v.optional(v.record(v.string(), v.unknown())),
});

const seedFile = v.strictObject({
  environmentId: v.optional(id),
  clientId: v.optional(text),
  worker: v.optional(v.strictObject({ clientId: text, clientSecret: text })),
  operatorClientId: v.optional(text),
  relyingParty: v.optional(v.strictObject({ id: text, origin: text })),
  policyId: v.optional(id),
  users: v.optional(v.pipe(v.array(user), v.minLength(1, 'at least one user is needed'))),
  devices: v.optional(v.array(device)),
});

/** A seed file that cannot be used; the message is for the person who wrote it. */
export class SeedFileError extends Error {}

/**
 * Reads a seed file: the JSON of a `Seed`, every key optional. What it leaves out is as in the
 * default seed, except that `users` without `devices` start with none.
 */
export function readSeedFile(path: string): Seed {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SeedFileError(`cannot read the seed file: ${(error as Error).message}`);
  }
  const parsed = v.safeParse(seedFile, content);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new SeedFileError(`seed file, ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`);
  }
  const given = Object.entries(parsed.output).filter(([, value]) => value !== undefined);
  const seed: Seed = { ...defaultSeed(), ...Object.fromEntries(given) };
  if (parsed.output.users && !parsed.output.devices) seed.devices = [];
  for (const { userId } of seed.devices) {
    if (!seed.users.some((known) => known.id === userId)) {
      throw new SeedFileError(`seed file, devices: there is no user ${userId}`);
    }
  }
  return seed;
}
