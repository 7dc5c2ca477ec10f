import type { ChallengeKind } from '../../../shared/devices/descriptor';
import type { Challenge } from './challenge';
import { desktopAgent } from './desktop-agent';
import { oneTimeCode } from './one-time-code';

export const challenges: Readonly<Record<ChallengeKind, Challenge>> = { oneTimeCode, desktopAgent };
