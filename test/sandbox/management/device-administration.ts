import type { FastifyInstance } from 'fastify';
import { permitAdministrator } from '../auth/bearer';
import type { Permission } from '../auth/permissions';
import type { Device } from '../devices/device';
import { invalidValue, notFound, requestFailed, requiredValue } from '../http/problem';
import { JSON_TYPE, serve, vendorType, type Exchange, type Operation } from '../http/resource';
import type { JsonObject } from '../json';
import type { ManagementDependencies } from './management-host';

export interface DeviceAdministrationDependencies extends ManagementDependencies {
  /** The device of the path. Throws 404. */
  deviceOf: (exchange: Exchange) => Device;
  show: (device: Device) => JsonObject;
}

/** What only administrators do to a device (contract B.5): end users are 403, whatever their scopes. */
export interface DeviceAdministration {
  /** Block, unblock, unlock: by media type, on the device itself. */
  readonly actions: Record<string, Operation>;
  serveLogs(app: FastifyInstance): void;
}

export function createDeviceAdministration(
  dependencies: DeviceAdministrationDependencies,
): DeviceAdministration {
  const { bearer, clock, directory, deviceOf, show } = dependencies;

  const may = (permission: Permission, operation: Omit<Operation, 'permit'>): Operation => ({
    ...operation,
    permit: async ({ authorization, parameters }) => {
      permitAdministrator(await bearer.actor(authorization), permission);
      if (!directory.find(parameters.user)) throw notFound();
    },
  });
  /** Asked for once more, it changes nothing and succeeds. */
  const action = (permission: Permission, change: (device: Device) => void) =>
    may(permission, {
      body: 'empty',
      run: (exchange) => {
        const device = deviceOf(exchange);
        change(device);
        device.updatedAt = clock.now();
        return { status: 200, body: show(device) };
      },
    });

  return {
    actions: {
      [vendorType('device.block')]: action('blockDevice', (device) => {
        device.blockedAt ??= clock.now();
      }),
      [vendorType('device.unblock')]: action('blockDevice', (device) => {
        device.blockedAt = null;
      }),
      [vendorType('device.unlock')]: action('unlockDevice', (device) => {
        device.lockedUntil = null;
        device.failures = 0;
      }),
    },
    serveLogs: (app) => {
      serve(app, '/users/:user/devices/:device/logs', {
        admit: async ({ authorization }) => {
          await bearer.actor(authorization);
        },
        put: {
          [JSON_TYPE]: may('requestLogs', {
            body: 'required',
            run: (exchange) => {
              const device = deviceOf(exchange);
              const { status } = exchange.body;
              if (status === undefined || status === null) throw requiredValue('status');
              if (status !== 'PENDING') throw invalidValue('status', 'Only PENDING can be set.');
              if (device.type !== 'MOBILE') throw requestFailed('Only an app has logs to send.');
              return { status: 200, body: { status } };
            },
          }),
        },
      });
    },
  };
}
