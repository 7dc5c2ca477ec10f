import * as v from 'valibot';
import { transports } from '../../shared/webauthn/ceremony';
import { readBytes } from './bytes';

/** Milliseconds that a person gets to find and touch the key. */
const timeouts = { shortest: 15_000, usual: 60_000, longest: 300_000 };

/** Bytes in any of their encodings, as base64url without padding. */
const bytes = (least: number, most: number) =>
  v.pipe(
    v.unknown(),
    v.transform(readBytes),
    v.custom<Buffer>((read) => Buffer.isBuffer(read), 'bytes'),
    v.check(({ length }) => length >= least && length <= most, 'bytes'),
    v.transform((read) => read.toString('base64url')),
  );

// WebAuthn asks for sixteen bytes, and leaves it to the server
export const challenge = bytes(8, 1024);
export const userId = bytes(1, 64);
const credentialId = bytes(1, 1023);

/** Shown by the system, if at all. */
export const label = v.optional(v.pipe(v.string('label'), v.maxLength(1000, 'label')), '');
export const domain = v.pipe(v.string('domain'), v.regex(/^[a-z0-9.-]{1,253}$/i, 'domain'));

const type = v.literal('public-key');
const isPublicKey = v.looseObject({ type });

/** Other types are for others, says WebAuthn. A list of nothing else is none that could be used, and no empty one. */
const ofPublicKeys = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(
    v.array(v.unknown(), 'list'),
    v.check((given) => given.length === 0 || given.some((each) => v.is(isPublicKey, each)), 'list'),
    v.transform((given): unknown[] => given.filter((each) => v.is(isPublicKey, each))),
    v.array(item),
  );

/** A COSE number; a published reply of PingOne's has it as text. Those that are not known here may be known to the key. */
const algorithm = v.union(
  [
    v.pipe(v.number(), v.integer()),
    v.pipe(v.string(), v.regex(/^-?\d{1,6}$/), v.transform(Number)),
  ],
  'algorithm',
);
export const algorithms = ofPublicKeys(v.object({ type, alg: algorithm }));

export const descriptors = v.optional(
  ofPublicKeys(
    v.object({
      type,
      id: credentialId,
      transports: v.fallback(
        v.optional(
          v.pipe(
            v.array(v.unknown()),
            v.transform((given) => transports.filter((transport) => given.includes(transport))),
          ),
        ),
        undefined,
      ),
    }),
  ),
  [],
);

export const timeout = v.fallback(
  v.pipe(
    v.number(),
    v.transform((given) => Math.min(Math.max(given, timeouts.shortest), timeouts.longest)),
  ),
  timeouts.usual,
);
