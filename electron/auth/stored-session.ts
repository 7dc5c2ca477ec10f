import * as v from 'valibot';

/**
 * What survives the program: the refresh token and whose it is. No access token, which lives an hour; no ID token, which
 * nothing here needs a second time.
 */
const schema = v.object({
  v: v.literal(1, ''),
  subject: v.pipe(v.string(''), v.minLength(1, '')),
  refreshToken: v.pipe(v.string(''), v.minLength(1, '')),
});

export interface StoredSession {
  readonly subject: string;
  readonly refreshToken: string;
}

/** Null for everything that this version did not write. */
export const parseStoredSession = (text: string): StoredSession | null => {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    if (!parsed.success) return null;
    const { subject, refreshToken } = parsed.output;
    return { subject, refreshToken };
  } catch {
    return null;
  }
};
