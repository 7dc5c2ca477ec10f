import type { FastifyInstance } from 'fastify';
import { timestamp } from '../clock';
import { serve } from '../http/resource';
import { configurationAccess } from './configuration-access';
import type { ManagementDependencies } from './management-host';

/** Contract F.2: what holds for every policy of the environment. Only reading is offered here. */
export function serveMfaSettings(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { seed, switches, environmentUrl } = dependencies;
  const path = '/mfaSettings';
  const { admit, permit } = configurationAccess(dependencies, 'readMfaSettings');

  serve(app, path, {
    admit,
    get: {
      permit,
      run: () => {
        const { mfaSettings, policy } = switches;
        const { phoneExtensions, lockout, pairing } = mfaSettings;
        return {
          status: 200,
          body: {
            _links: { self: { href: environmentUrl() + path } },
            environment: { id: seed.environmentId },
            pairing: { maxAllowedDevices: policy.maxAllowedDevices, ...pairing },
            ...(lockout.failureCount > 0 && { lockout }),
            phoneExtensions,
            users: { mfaEnabled: false },
            updatedAt: timestamp(Date.UTC(2026, 0, 12, 9)),
          },
        };
      },
    },
  });
}
