import type { Clock } from '../clock';
import type { Messages } from '../inbox/messages';
import type { Switches } from '../switches';
import { createAttempts } from './attempts';
import type { DesktopTokens } from './desktop-tokens';
import type { DeviceStore } from './device-store';
import type { DeviceType } from './device-type';
import { createEmail } from './email';
import { createOneTimeCodes } from './one-time-codes';
import { createPingIdDesktop } from './pingid-desktop';

export interface DeviceTypes {
  find(type: unknown): DeviceType | undefined;
}

export interface DeviceTypesDependencies {
  clock: Clock;
  switches: Switches;
  messages: Messages;
  store: DeviceStore;
  desktopTokens: DesktopTokens;
  relyingPartyId: string;
}

/** Every type that the sandbox can pair. */
export function createDeviceTypes(dependencies: DeviceTypesDependencies): DeviceTypes {
  const { clock, switches, messages, store, desktopTokens, relyingPartyId } = dependencies;
  const codes = createOneTimeCodes(clock, switches, messages);
  const attempts = createAttempts(clock, switches);
  const types = [
    createEmail({ codes, attempts, isLocked: store.isLocked }),
    createPingIdDesktop({ tokens: desktopTokens, relyingPartyId }),
  ];
  return { find: (type) => types.find((candidate) => candidate.type === type) };
}
