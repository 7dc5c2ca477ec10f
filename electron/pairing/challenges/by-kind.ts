import type { ChallengeKind } from '../../../shared/devices/descriptor';
import type { Challenge } from './challenge';
import { desktopAgent } from './desktop-agent';
import { hardwareToken } from './hardware-token';
import { oneTimeCode } from './one-time-code';
import { securityKey } from './security-key';

export const challenges: Readonly<Record<ChallengeKind, Challenge>> = {
  oneTimeCode,
  // the code of an app travels as one that was sent
  authenticatorApp: oneTimeCode,
  hardwareToken,
  desktopAgent,
  securityKey,
  // a phone that gets no pushes shows codes
  mobileApp: oneTimeCode,
};
