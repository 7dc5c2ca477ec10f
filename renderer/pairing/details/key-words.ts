import type { CeremonyRoute } from '../../../shared/webauthn/route';
import { m } from '../../messages/compiled/messages';

type Because = Extract<CeremonyRoute, { kind: 'browser' }>['because'];
type Caution = NonNullable<Extract<CeremonyRoute, { kind: 'here' }>['caution']>;

/** Why a key is not asked for here. */
export const becauseWords = {
  relyingPartyMissing: m.key_route_relying_party_missing,
  originNotUnderRelyingParty: m.key_route_origin_not_under,
  system: m.key_route_system,
} satisfies Record<Because, () => string>;

/** What cannot be done here, so that nobody waits for it. */
export const cautionWords = {
  pin: { title: m.key_caution_pin_title, text: m.key_caution_pin_text },
  platform: { title: m.key_caution_platform_title, text: m.key_caution_platform_text },
} satisfies Record<Caution, { title: () => string; text: () => string }>;
