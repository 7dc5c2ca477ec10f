const clamp = (seconds: number): number => Math.min(120, Math.max(1, seconds));

/**
 * Whole seconds to wait, 1 to 120, from a `Retry-After` header: seconds (429) or an HTTP date (503); null where it says
 * neither. `date`: when the answer was given, by the clock of who gave it where it says so (ours may be wrong), in
 * milliseconds since the epoch. Source: pingone-mfa-api.md A.7; RFC 9110 section 10.2.3.
 */
export const retryAfterSeconds = (header: string | null, date: number): number | null => {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return clamp(Math.ceil(Number(text)));
  // a date has letters: `Date.parse` takes a bare "-5" or "2026" for one as well
  const until = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  const seconds = Math.ceil((until - date) / 1000);
  return Number.isNaN(seconds) ? null : clamp(seconds);
};

/** When nothing says how long to wait: long enough that a person tries again with success. */
export const unsaidSeconds = 5;
