import type { RequestListener } from 'node:http';
import type { Bearer } from '../auth/bearer';
import type { HardwareTokens } from '../authenticators/hardware-tokens';
import type { Clock } from '../clock';
import type { DeviceStore } from '../devices/device-store';
import type { OathTokens } from '../devices/oath-tokens';
import type { PairingKeys } from '../devices/pairing-keys';
import type { DeviceTypes } from '../devices/registry';
import type { Directory } from '../directory/directory';
import { createHost } from '../http/host';
import type { Seed } from '../seed';
import type { Switches } from '../switches';
import { serveDevices } from './devices';
import { serveMfaEnabled } from './mfa-enabled';
import { serveMfaSettings } from './mfa-settings';
import { serveOathTokens } from './oath-tokens';
import { servePairingKeys } from './pairing-keys';
import { servePolicies } from './policy-routes';
import type { Policies } from './policies';
import { servePopulations } from './populations';
import { serveUsers } from './users';

export interface ManagementDependencies {
  bearer: Bearer;
  clock: Clock;
  seed: Seed;
  directory: Directory;
  switches: Switches;
  store: DeviceStore;
  types: DeviceTypes;
  pairingKeys: PairingKeys;
  oathTokens: OathTokens;
  /** Where tokens created here turn up. */
  hardwareTokens: Pick<HardwareTokens, 'add'>;
  policies: Policies;
  /** `{apiBaseUrl}/v1/environments/{env}`, known once the host listens. */
  environmentUrl: () => string;
}

/** The api host: one `/v1`, one environment; every other path is 404. */
export async function createManagementHost(
  dependencies: ManagementDependencies,
): Promise<RequestListener> {
  const app = createHost(dependencies.switches);
  await app.register(
    (scope) => {
      serveUsers(scope, dependencies);
      serveMfaEnabled(scope, dependencies);
      servePopulations(scope, dependencies);
      serveDevices(scope, dependencies);
      servePairingKeys(scope, dependencies);
      serveOathTokens(scope, dependencies);
      servePolicies(scope, dependencies);
      serveMfaSettings(scope, dependencies);
      return Promise.resolve();
    },
    { prefix: `/v1/environments/${dependencies.seed.environmentId}` },
  );
  await app.ready();
  return (request, response) => {
    app.routing(request, response);
  };
}
