const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

/** Whether this can be the id of a relying party: a domain in small letters. */
export function isDomain(id: unknown): id is string {
  return typeof id === 'string' && DOMAIN.test(id);
}

/** `https://host[:port]` without a path, its host equal to or under the relying party's id. */
export function isUnder(origin: string, rpId: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url?.protocol !== 'https:' || url.origin !== origin) return false;
  return url.hostname === rpId || url.hostname.endsWith(`.${rpId}`);
}
