import type { DeskError, DeskErrorCode } from '../../shared/errors';
import { sentenceFor } from '../error-words';
import { m } from '../messages/compiled/messages';

type ErrorOf = { readonly [Code in DeskErrorCode]: Extract<DeskError, { code: Code }> };
/** What can stand against a method before it is tried, or is worth knowing about it (shared/devices/availability.ts). */
type Reason =
  | 'methodNotAllowed'
  | 'scopeMissing'
  | 'rightMissing'
  | 'methodOff'
  | 'pairingOff'
  | 'relyingPartyMissing'
  | 'originNotUnderRelyingParty'
  | 'selfServiceMissing'
  | 'deviceCapReached'
  | 'tooManyPending'
  | 'agentNotRunning'
  | 'extensionsOff';

const reasons: { readonly [Code in Reason]: (error: ErrorOf[Code]) => string } = {
  methodNotAllowed: () => m.reason_method_not_allowed(),
  scopeMissing: () => m.reason_scope_missing(),
  rightMissing: ({ permission }) => m.reason_right_missing({ permission }),
  methodOff: () => m.reason_method_off(),
  pairingOff: () => m.reason_pairing_off(),
  relyingPartyMissing: () => m.reason_relying_party_missing(),
  originNotUnderRelyingParty: () => m.reason_origin_not_under(),
  selfServiceMissing: () => m.reason_self_service_missing(),
  deviceCapReached: ({ limit }) => m.reason_device_cap({ limit }),
  tooManyPending: ({ limit }) => m.reason_too_many_pending({ limit }),
  agentNotRunning: ({ port }) => m.reason_agent_silent({ port: String(port) }),
  extensionsOff: () => m.reason_extensions_off(),
};

const isReason = (code: DeskErrorCode): code is Reason => Object.hasOwn(reasons, code);

const lookUp = <Code extends Reason>(code: Code, error: ErrorOf[Code]): string =>
  reasons[code](error);

/** In one sentence: why, and who can change it. */
export const reasonFor = (error: DeskError): string =>
  isReason(error.code) ? lookUp(error.code, error as ErrorOf[Reason]) : sentenceFor(error);
