import { catalog, type DeviceType } from '../../shared/devices/catalog';
import type { DeskError, DeskErrorCode } from '../../shared/errors';

/** Failures beside those of PingID Desktop itself whose cause may be found on this computer, or in its settings. */
const causes: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'alreadyPairedHere',
  'clockWrong',
  'originNotUnderRelyingParty',
  'proxyConfigured',
  'relyingPartyMismatch',
  'relyingPartyMissing',
  'remoteSession',
]);

const isOfDesktop = (type: DeviceType | null): boolean =>
  type !== null && catalog[type].challenge === 'desktopAgent';

/** Whether a look at this computer may say more about this failure. `type`: what was being paired or proven. */
export const isExplainedHere = ({ code }: DeskError, type: DeviceType | null): boolean =>
  code.startsWith('agent') || (isOfDesktop(type) && causes.has(code));

/** What the connection settings decide. */
const settled: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'agentOtherPort',
  'originNotUnderRelyingParty',
  'relyingPartyMismatch',
  'relyingPartyMissing',
]);

export const isInSettings = ({ code }: DeskError): boolean => settled.has(code);
