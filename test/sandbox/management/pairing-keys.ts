import type { FastifyInstance } from 'fastify';
import { permitOn, type Need } from '../auth/bearer';
import { timestamp } from '../clock';
import { KEY_LIMIT, type PairingKey } from '../devices/pairing-keys';
import { invalidValue, limitExceeded, notFound } from '../http/problem';
import { JSON_TYPE, serve, type Exchange, type Operation } from '../http/resource';
import { isJsonObject, objectAt, type JsonObject } from '../json';
import { milliseconds } from '../policy-switches';
import type { ManagementDependencies } from './management-host';
import type { Policy } from './policies';

const NEEDS = {
  create: { permission: 'createPairingKey', scope: 'p1:create:pairingKey' },
  read: { permission: 'readPairingKey', scope: 'p1:read:pairingKey' },
  delete: { permission: 'deletePairingKey', scope: 'p1:delete:pairingKey' },
} as const satisfies Record<string, Need>;

/** Contract F.1: create, read, delete. They cannot be listed. */
export function servePairingKeys(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { bearer, seed, switches, directory } = dependencies;
  const { pairingKeys, policies, store, environmentUrl } = dependencies;
  const userUrl = (userId: string) => `${environmentUrl()}/users/${userId}`;
  const urlOf = ({ userId, id }: PairingKey) => `${userUrl(userId)}/pairingKeys/${id}`;

  const admit = async ({ authorization }: Exchange) => {
    await bearer.actor(authorization);
  };
  const may = (action: keyof typeof NEEDS, operation: Omit<Operation, 'permit'>): Operation => ({
    ...operation,
    permit: async ({ authorization, parameters }) => {
      const actor = await bearer.actor(authorization);
      const userId = parameters.user ?? '';
      permitOn(actor, userId, NEEDS[action], switches.foreignUser);
      if (!directory.find(userId)) throw notFound();
    },
  });
  const isGone = (key: PairingKey) => pairingKeys.isDead(key) && switches.expiredPairingKey === 404;
  const keyOf = ({ parameters }: Exchange): PairingKey => {
    const key = pairingKeys.find(parameters.user ?? '', parameters.key ?? '');
    if (!key || isGone(key)) throw notFound();
    return key;
  };
  const show = (key: PairingKey): JsonObject => ({
    _links: {
      self: { href: urlOf(key) },
      environment: { href: environmentUrl() },
      user: { href: userUrl(key.userId) },
    },
    id: key.id,
    environment: { id: seed.environmentId },
    user: { id: key.userId },
    code: key.code,
    status: pairingKeys.isDead(key) ? switches.expiredPairingKey : key.status,
    ...(key.error && { error: key.error }),
    applications: key.applications.map((id) => ({ id })),
    createdAt: timestamp(key.createdAt),
    updatedAt: timestamp(key.updatedAt),
  });

  serve(app, '/users/:user/pairingKeys', {
    admit,
    post: {
      [JSON_TYPE]: may('create', {
        body: 'required',
        run: ({ parameters, body }) => {
          const userId = parameters.user ?? '';
          const policy = policies.find(objectAt(body, 'policy').id);
          if (!policy) throw invalidValue('policy.id', 'There is no such policy.');
          const { enabled, pairingDisabled } = policy.mobile;
          if (!enabled || pairingDisabled) {
            throw invalidValue('policy.id', 'The policy does not allow it.');
          }
          const applications = applicationsIn(body, policy);
          const refuse = (message: string) => limitExceeded(switches.limitExceededCode, message);
          if (store.active(userId).length >= policy.maxAllowedDevices) {
            throw refuse('The user has as many devices as allowed.');
          }
          if (pairingKeys.living(userId).length >= KEY_LIMIT) throw refuse('Too many keys wait.');
          const facts = { userId, policyId: policy.id, applications };
          const key = pairingKeys.create(facts, lifetimeOf(applications, policy));
          return { status: 201, location: urlOf(key), body: show(key) };
        },
      }),
    },
  });

  serve(app, '/users/:user/pairingKeys/:key', {
    admit,
    get: may('read', { run: (exchange) => ({ status: 200, body: show(keyOf(exchange)) }) }),
    delete: may('delete', {
      run: (exchange) => {
        pairingKeys.remove(keyOf(exchange));
        return { status: 204 };
      },
    }),
  });
}

/** `applications: [{"id"}]`: apps of the policy. None, or no such list: every one of them. */
function applicationsIn({ applications = [] }: JsonObject, { mobile }: Policy): string[] {
  if (!Array.isArray(applications)) throw invalidValue('applications', 'It is a list.');
  if (mobile.applications.length === 0) {
    throw invalidValue('applications', 'The policy has no app that could be paired.');
  }
  return applications.map((item: unknown) => {
    const id = isJsonObject(item) ? item.id : undefined;
    const application = mobile.applications.find((one) => one.id === id);
    if (!application) throw invalidValue('applications', 'It names what is no app of the policy.');
    return application.id;
  });
}

/** The shortest of those apps that may claim it. */
function lifetimeOf(ids: string[], { mobile: { applications } }: Policy): number {
  const eligible = applications.filter(({ id }) => ids.length === 0 || ids.includes(id));
  return Math.min(...eligible.map((one) => milliseconds(one.pairingKeyLifetime)));
}
