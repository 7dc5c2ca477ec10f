import * as v from 'valibot';
import { isUnderRelyingParty, type Configuration } from '../configuration';
import type { DeskError } from '../errors';

/**
 * Where the ceremony with a security key or a passkey takes place: in a window of this program, or in the browser, on
 * the page where people look after their own devices.
 */
export const ceremonyRouteSchema = v.variant('kind', [
  v.object({
    kind: v.literal('here'),
    /** what this system cannot do here, so that nobody waits for it: ask for the PIN of a key; use its own passkeys */
    caution: v.nullable(v.picklist(['pin', 'platform'])),
    /** whether the browser could be used just as well */
    browser: v.boolean(),
  }),
  v.object({
    kind: v.literal('browser'),
    because: v.picklist(['relyingPartyMissing', 'originNotUnderRelyingParty', 'system']),
  }),
]);
export type CeremonyRoute = v.InferOutput<typeof ceremonyRouteSchema>;

/** Windows asks for everything itself; on macOS its own passkeys need an entitlement; on Linux nothing asks for a PIN. */
const cautions = { win32: null, darwin: 'platform', linux: 'pin' } as const;

/**
 * Decided before anybody touches anything. `platform`: as Node names it. An error: there is no way from here, and who can
 * change that.
 */
export const routeFor = (
  {
    relyingParty,
    selfServiceUrl,
    mode,
  }: Pick<Configuration, 'relyingParty' | 'selfServiceUrl' | 'mode'>,
  platform: string,
): CeremonyRoute | DeskError => {
  // a kiosk opens no page of anybody's
  const browser = selfServiceUrl !== undefined && mode !== 'kiosk';
  const elsewhere = (
    because: Extract<CeremonyRoute, { kind: 'browser' }>['because'],
    error: DeskError,
  ): CeremonyRoute | DeskError => (browser ? { kind: 'browser', because } : error);

  if (relyingParty === undefined)
    return elsewhere('relyingPartyMissing', { code: 'relyingPartyMissing' });
  if (!isUnderRelyingParty(relyingParty.id, relyingParty.origin))
    return elsewhere('originNotUnderRelyingParty', { code: 'originNotUnderRelyingParty' });
  if (!Object.hasOwn(cautions, platform))
    return elsewhere('system', { code: 'selfServiceMissing' });
  return { kind: 'here', caution: cautions[platform as keyof typeof cautions], browser };
};
