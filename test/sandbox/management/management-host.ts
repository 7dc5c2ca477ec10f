import type { RequestListener } from 'node:http';
import type { Bearer } from '../auth/bearer';
import type { Clock } from '../clock';
import type { DeviceStore } from '../devices/device-store';
import type { DeviceTypes } from '../devices/registry';
import type { Directory } from '../directory/directory';
import { createHost } from '../http/host';
import type { Seed } from '../seed';
import type { Switches } from '../switches';
import { serveDevices } from './devices';
import { serveMfaEnabled } from './mfa-enabled';
import { serveMfaSettings } from './mfa-settings';
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
