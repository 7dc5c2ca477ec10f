import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { MOST_PEOPLE } from './people/generated-people';
import { defaultSeed, type Seed } from './seed';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/, 'a lower-case UUID is expected'));
const text = v.pipe(v.string('text is expected'), v.nonEmpty('it is empty'));

const user = v.strictObject({
  id,
  username: text,
  password: text,
  email: v.optional(text),
  given: text,
  family: text,
  mobilePhone: v.optional(text),
  population: v.optional(id),
  enabled: v.optional(v.boolean()),
  locked: v.optional(v.boolean()),
  mfaEnabled: v.optional(v.boolean()),
  administrator: v.optional(v.boolean()),
});

const population = v.strictObject({ id, name: text });

const generatedCount = v.pipe(
  v.number(),
  v.integer('a whole number is expected'),
  v.minValue(0, 'a whole number is expected'),
  v.maxValue(MOST_PEOPLE, `at most ${String(MOST_PEOPLE)} are made up`),
);

const device = v.strictObject({
  id,
  userId: id,
  type: text,
  status: text,
  nickname: v.optional(v.string()),
  attributes: v.optional(v.record(v.string(), v.unknown())),
});

const serialNumber = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9]{1,50}$/, 'up to 50 letters and digits are expected'),
);

const oathToken = v.pipe(
  v.strictObject({
    serialNumber,
    type: v.picklist(['HOTP', 'TOTP']),
    secretHex: v.pipe(
      v.string(),
      v.regex(/^([0-9A-Fa-f]{2}){1,100}$/, 'up to 200 hexadecimal digits, in pairs, are expected'),
    ),
    otpLength: v.optional(v.picklist([6, 8]), 6),
    timeStep: v.optional(v.picklist([30, 60]), 30),
    algorithm: v.optional(v.picklist(['SHA1', 'SHA256', 'SHA512']), 'SHA1'),
    counter: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
    drift: v.optional(v.pipe(v.number(), v.integer()), 0),
  }),
  v.check(({ type, algorithm }) => type === 'TOTP' || algorithm === 'SHA1', 'HOTP is SHA1 only'),
  v.check(
    ({ type, counter, drift }) => type === 'TOTP' || counter + drift >= 0,
    'a HOTP token has no counter below 0',
  ),
  v.check(({ type, counter }) => type === 'HOTP' || counter === 0, 'TOTP has no counter'),
);

const seedFile = v.strictObject({
  environmentId: v.optional(id),
  clientId: v.optional(text),
  worker: v.optional(v.strictObject({ clientId: text, clientSecret: text })),
  operatorClientId: v.optional(text),
  relyingParty: v.optional(v.strictObject({ id: text, origin: text })),
  policyId: v.optional(id),
  populations: v.optional(
    v.pipe(v.array(population), v.minLength(1, 'at least one population is needed')),
  ),
  generated: v.optional(generatedCount),
  users: v.optional(v.pipe(v.array(user), v.minLength(1, 'at least one user is needed'))),
  devices: v.optional(v.array(device)),
  oathTokens: v.optional(
    v.pipe(
      v.array(oathToken),
      v.check(
        (tokens) => new Set(tokens.map((token) => token.serialNumber)).size === tokens.length,
        'a serial number occurs twice',
      ),
    ),
  ),
});

/** A seed file that cannot be used; the message is for the person who wrote it. */
export class SeedFileError extends Error {}

/**
 * Reads a seed file: the JSON of a `Seed`, every key optional. What it leaves out is as in the
 * default seed, except that `users` without `devices` start with none, and `oathTokens` without
 * `devices` with no paired token.
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
  // The default devices include a paired token, which is not there among one's own.
  if (parsed.output.oathTokens && !parsed.output.devices) {
    seed.devices = seed.devices.filter(({ type }) => type !== 'OATH_TOKEN');
  }
  for (const { username, population: its } of seed.users) {
    if (its !== undefined && !seed.populations.some((known) => known.id === its)) {
      throw new SeedFileError(`seed file, users: ${username} is in no known population`);
    }
  }
  for (const { userId, type, attributes } of seed.devices) {
    if (!seed.users.some((known) => known.id === userId)) {
      throw new SeedFileError(`seed file, devices: there is no user ${userId}`);
    }
    const serial = attributes?.serialNumber;
    if (type === 'OATH_TOKEN' && !seed.oathTokens.some((one) => one.serialNumber === serial)) {
      throw new SeedFileError(`seed file, devices: there is no token ${String(serial)}`);
    }
  }
  return seed;
}
