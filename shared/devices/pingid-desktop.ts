import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';

export const pingIdDesktopDetailsSchema = v.object({ type: v.literal('PINGID_DESKTOP_GEN2') });
export type PingIdDesktopDetails = v.InferOutput<typeof pingIdDesktopDetailsSchema>;

export const pingIdDesktop: DeviceDescriptor<'PINGID_DESKTOP_GEN2', PingIdDesktopDetails> = {
  type: 'PINGID_DESKTOP_GEN2',
  details: pingIdDesktopDetailsSchema,
  challenge: 'desktopAgent',
  creation: 'device',
  canBeNamed: true,
  canBeResumed: false,
  // `rp` overrides the policy's relying party, so that the origin we send to the agent is known to lie under it (D.3)
  createFields: (_details, { relyingParty }) =>
    relyingParty === null ? {} : { rp: { id: relyingParty.id, name: relyingParty.id } },
  target: () => null,
  maskedTarget: () => null,
};
