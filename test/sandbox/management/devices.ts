import type { FastifyInstance } from 'fastify';
import { permitOn, type Need } from '../auth/bearer';
import type { Device } from '../devices/device';
import { limitExceeded, notFound, requestFailed } from '../http/problem';
import { JSON_TYPE, serve, vendorType, type Exchange, type Operation } from '../http/resource';
import type { JsonObject } from '../json';
import { createDeviceAdministration } from './device-administration';
import { createDeviceCreation, nicknameOf } from './device-creation';
import { listDevices } from './device-list';
import { orderIn } from './order-request';
import { showDevice } from './device-view';
import type { ManagementDependencies } from './management-host';

const NEEDS = {
  create: { permission: 'createDevice', scope: 'p1:create:device' },
  read: { permission: 'readDevice', scope: 'p1:read:device' },
  update: { permission: 'updateDevice', scope: 'p1:update:device' },
  delete: { permission: 'deleteDevice', scope: 'p1:delete:device' },
} as const satisfies Record<string, Need>;

/** Contract B.2 to B.5: create, list, order, read, activate, resend, nickname, delete, and what administrators do. */
export function serveDevices(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { bearer, clock, seed, switches, directory } = dependencies;
  const { store, types, policies, environmentUrl } = dependencies;
  const create = createDeviceCreation(dependencies);
  const show = (device: Device) => showDevice(device, environmentUrl(), seed.environmentId);
  const ok = (body: JsonObject) => ({ status: 200, body });

  const admit = async ({ authorization }: Exchange) => {
    await bearer.actor(authorization);
  };
  /** An operation that needs `p1:<action>:device` or the permission, on a user who exists. */
  const may = (action: keyof typeof NEEDS, operation: Omit<Operation, 'permit'>): Operation => ({
    ...operation,
    permit: async ({ authorization, parameters }) => {
      const actor = await bearer.actor(authorization);
      const userId = parameters.user ?? '';
      permitOn(actor, userId, NEEDS[action], switches.foreignUser);
      if (!directory.find(userId)) throw notFound();
    },
  });
  const deviceOf = ({ parameters }: Exchange): Device => {
    const device = store.find(parameters.user ?? '', parameters.device ?? '');
    if (!device) throw notFound();
    return device;
  };
  const administration = createDeviceAdministration({ ...dependencies, deviceOf, show });
  /** A device of a type that can be paired here, still waiting for it. */
  const pendingOf = (exchange: Exchange) => {
    const device = deviceOf(exchange);
    const type = types.find(device.type);
    const policy = policies.find(device.policyId);
    if (!type || !policy || device.status !== 'ACTIVATION_REQUIRED') {
      throw requestFailed('The device does not wait for activation.');
    }
    return { device, type, policy };
  };

  const ordered = ({ parameters }: Exchange) =>
    listDevices({ parameters, query: { expand: 'order' } }, dependencies, show);

  serve(app, '/users/:user/devices', {
    admit,
    get: may('read', {
      run: (exchange) => ok(listDevices(exchange, dependencies, show)),
    }),
    post: {
      [JSON_TYPE]: may('create', {
        body: 'required',
        run: async ({ authorization, parameters, body }) => {
          const actor = await bearer.actor(authorization);
          const byAdministrator = actor.kind === 'administrator';
          const userId = parameters.user ?? '';
          const { device, once } = await create(userId, body, byAdministrator);
          const location = `${environmentUrl()}/users/${userId}/devices/${device.id}`;
          return { status: 201, location, body: { ...show(device), ...once } };
        },
      }),
      [vendorType('devices.reorder')]: may('update', {
        body: 'required',
        run: (exchange) => {
          const userId = exchange.parameters.user ?? '';
          store.reorder(userId, orderIn(exchange.body, store.active(userId), switches));
          return ok(ordered(exchange));
        },
      }),
      [vendorType('devices.order.remove')]: may('update', {
        body: 'empty',
        run: (exchange) => {
          store.removeOrder(exchange.parameters.user ?? '');
          return switches.orderRemovalStatus === 204 ? { status: 204 } : ok(ordered(exchange));
        },
      }),
    },
  });

  serve(app, '/users/:user/devices/:device', {
    admit,
    get: may('read', { run: (exchange) => ok(show(deviceOf(exchange))) }),
    delete: may('delete', {
      run: (exchange) => {
        const device = deviceOf(exchange);
        store.remove(device);
        types.find(device.type)?.forget(device);
        return { status: 204 };
      },
    }),
    post: {
      ...administration.actions,
      [vendorType('device.activate')]: may('update', {
        body: 'required',
        run: async (exchange) => {
          const { device, type, policy } = pendingOf(exchange);
          if (store.active(device.userId).length >= policy.maxAllowedDevices) {
            throw limitExceeded(switches.limitExceededCode, 'As many devices as allowed.');
          }
          await type.activate(device, policy, exchange.body);
          store.activate(device);
          return ok(show(device));
        },
      }),
      [vendorType('device.sendActivationCode')]: may('update', {
        body: 'empty',
        run: (exchange) => {
          const { device, type, policy } = pendingOf(exchange);
          if (!type.resend) throw requestFailed('There is no code to send.');
          type.resend(device, policy);
          return ok(show(device));
        },
      }),
    },
  });

  administration.serveLogs(app);

  serve(app, '/users/:user/devices/:device/nickname', {
    admit,
    put: {
      [JSON_TYPE]: may('update', {
        body: 'required',
        run: (exchange) => {
          const device = deviceOf(exchange);
          device.nickname = nicknameOf(exchange.body.nickname);
          device.updatedAt = clock.now();
          return ok(show(device));
        },
      }),
    },
  });
}
