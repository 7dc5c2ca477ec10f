import type { Clock } from '../clock';
import type { Directory } from '../directory/directory';
import type { Messages } from '../inbox/messages';
import type { Phones } from '../phone-apps/phones';
import type { Pushes } from '../phone-apps/pushes';
import type { Seed } from '../seed';
import type { Switches } from '../switches';
import { createAttempts } from './attempts';
import type { DesktopTokens } from './desktop-tokens';
import type { DeviceStore } from './device-store';
import type { DeviceType } from './device-type';
import { EMAIL } from './email';
import { createFido2 } from './fido2';
import { createMessageDevice } from './message-device';
import { createMessageQuota } from './message-quota';
import { createMobile } from './mobile';
import { createOathResync } from './oath-resync';
import { createOathTokenType } from './oath-token';
import { bindingsOf, type OathTokens } from './oath-tokens';
import { createOneTimeCodes } from './one-time-codes';
import { createVoice, SMS, WHATSAPP } from './phones';
import { createPingIdDesktop } from './pingid-desktop';
import { createProofByCode } from './proof-by-code';
import { createTotp } from './totp';
import type { TotpKeys } from './totp-keys';

export interface DeviceTypes {
  find(type: unknown): DeviceType | undefined;
}

export interface DeviceTypesDependencies {
  clock: Clock;
  switches: Switches;
  seed: Seed;
  directory: Directory;
  messages: Messages;
  store: DeviceStore;
  desktopTokens: DesktopTokens;
  totpKeys: TotpKeys;
  oathTokens: OathTokens;
  phones: Phones;
  pushes: Pushes;
}

/** Every type that the sandbox can pair. */
export function createDeviceTypes(dependencies: DeviceTypesDependencies): DeviceTypes {
  const { clock, switches, seed, directory, messages, store } = dependencies;
  const { desktopTokens, totpKeys, oathTokens, phones, pushes } = dependencies;
  const quota = createMessageQuota(clock, switches);
  const codes = createOneTimeCodes(clock, switches, messages, quota);
  const attempts = createAttempts(clock, switches);
  const proof = createProofByCode(attempts, store.isLocked);
  const voice = createVoice(() => switches.mfaSettings.phoneExtensions.enabled);
  const types = [
    ...[EMAIL, SMS, voice, WHATSAPP].map((kind) => createMessageDevice(kind, { codes, proof })),
    createTotp({
      clock,
      keys: totpKeys,
      proof,
      usernameOf: (userId) => directory.find(userId)?.username ?? userId,
    }),
    createOathTokenType({
      tokens: oathTokens,
      resync: createOathResync(clock, switches),
      proof,
      switches,
      isBound: (serial) => bindingsOf(store, serial).length > 0,
    }),
    createFido2({
      switches,
      directory,
      store,
      attempts,
      relyingPartyId: seed.relyingParty.id,
    }),
    createMobile({ phones, pushes, proof }),
    createPingIdDesktop({ tokens: desktopTokens, relyingPartyId: seed.relyingParty.id }),
  ];
  return { find: (type) => types.find((candidate) => candidate.type === type) };
}
