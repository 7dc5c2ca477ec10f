import { newDevice, type Device } from '../devices/device';
import { malformed } from '../http/problem';
import type { Exchange } from '../http/resource';
import { parseFilter } from '../http/scim-filter';
import type { JsonObject } from '../json';
import type { ManagementDependencies } from './management-host';

const RULES = { attributes: ['status', 'type'], operators: ['eq'] };

/** Contract B.2: with `expand=order` active devices come first, in order, and are named in `order`. */
export function listDevices(
  { parameters, query }: Pick<Exchange, 'parameters' | 'query'>,
  { store, clock, switches, environmentUrl }: ManagementDependencies,
  show: (device: Device) => JsonObject,
): JsonObject {
  const userId = parameters.user ?? '';
  const expand = query.expand;
  if (expand !== undefined && expand !== 'order') throw malformed('Unknown expansion.', 'expand');
  const fits = query.filter === undefined ? () => true : parseFilter(query.filter, RULES);

  const all = [...store.of(userId), ...(switches.unknownDevice ? [stranger(userId, clock)] : [])];
  const first = store.ranked(userId);
  const sorted =
    expand === 'order' ? [...first, ...all.filter((device) => !first.includes(device))] : all;
  const devices = sorted
    .map(show)
    .filter(fits)
    .map((body) => (switches.unknownProperties ? { ...body, quantumState: { spin: 'up' } } : body));

  const ids = store.hasOrder(userId) ? first.map(({ id }) => id) : [];
  const order = expand === 'order' ? { order: ids } : {};
  const atTop = switches.orderPosition === 'top';
  return {
    _links: { self: { href: `${environmentUrl()}/users/${userId}/devices` } },
    _embedded: { devices, ...(!atTop && order) },
    ...(atTop && order),
    count: devices.length,
    size: devices.length,
  };
}

/** A device made after this client was: type and status are in nobody's list. */
function stranger(userId: string, clock: ManagementDependencies['clock']): Device {
  return newDevice(
    {
      id: '0ddba11e-0000-4000-8000-00000000ffff',
      userId,
      type: 'NEURAL_LINK',
      policyId: '',
      status: 'DREAMING',
      nickname: 'Unheard of',
      attributes: { synapses: 86 },
    },
    clock.now(),
  );
}
