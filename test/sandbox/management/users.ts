import type { FastifyInstance } from 'fastify';
import { permitAdministrator, permitOn } from '../auth/bearer';
import { timestamp } from '../clock';
import { malformed, notFound } from '../http/problem';
import { serve } from '../http/resource';
import { parseFilter } from '../http/scim-filter';
import type { JsonObject } from '../json';
import type { SeedUser } from '../seed';
import type { ManagementDependencies } from './management-host';

const FILTERABLE = ['username', 'email', 'name.family', 'name.given'];

/** Contract G: read one, and for administrators search with `filter`, `limit`, `cursor`. */
export function serveUsers(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { bearer, seed, switches, environmentUrl } = dependencies;
  const collection = () => `${environmentUrl()}/users`;
  const admit = async ({ authorization }: { authorization: string | undefined }) => {
    await bearer.actor(authorization);
  };
  const show = (user: SeedUser): JsonObject => showUser(user, collection(), seed.environmentId);

  serve(app, '/users', {
    admit,
    get: {
      permit: async ({ authorization }) => {
        permitAdministrator(await bearer.actor(authorization));
      },
      run: ({ query }) => {
        const limit = limitOf(query.limit);
        const start = startOf(query.cursor);
        const operators = switches.filterBySw === 'works' ? ['eq', 'sw'] : ['eq'];
        const fits =
          query.filter === undefined
            ? () => true
            : parseFilter(query.filter, { attributes: FILTERABLE, operators });
        const found = seed.users.map(show).filter(fits);
        const users = found.slice(start, start + limit);
        const more = start + limit < found.length;
        const next = new URLSearchParams({ ...query, cursor: cursorAt(start + limit) });
        return {
          status: 200,
          body: {
            _links: {
              self: { href: collection() },
              ...(more && { next: { href: `${collection()}?${next.toString()}` } }),
            },
            _embedded: {
              users: users.map((user) =>
                switches.unknownProperties ? { ...user, favouriteColour: { hue: 210 } } : user,
              ),
            },
            count: found.length,
            size: users.length,
          },
        };
      },
    },
  });

  serve(app, '/users/:user', {
    admit,
    get: {
      permit: async ({ authorization, parameters }) => {
        const actor = await bearer.actor(authorization);
        permitOn(actor, parameters.user ?? '', 'p1:read:user', switches.foreignUser);
      },
      run: ({ parameters }) => {
        const user = seed.users.find(({ id }) => id === parameters.user);
        if (!user) throw notFound();
        return { status: 200, body: show(user) };
      },
    },
  });
}

function showUser(user: SeedUser, collectionUrl: string, environmentId: string): JsonObject {
  const since = timestamp(Date.UTC(2026, 0, 12, 9));
  return {
    _links: { self: { href: `${collectionUrl}/${user.id}` } },
    id: user.id,
    environment: { id: environmentId },
    account: { canAuthenticate: true, status: 'OK' },
    createdAt: since,
    updatedAt: since,
    email: user.email,
    emailVerified: true,
    enabled: true,
    lifecycle: { status: 'ACCOUNT_OK' },
    mfaEnabled: false,
    ...(user.mobilePhone !== undefined && { mobilePhone: user.mobilePhone }),
    name: {
      given: user.given,
      family: user.family,
      formatted: `${user.given} ${user.family}`,
    },
    population: { id: '5a0db0a0-0000-4000-8000-00000000b0b0' },
    username: user.username,
  };
}

function limitOf(text: string | undefined): number {
  const limit = text === undefined ? 100 : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw malformed('limit is between 1 and 1000.', 'limit');
  }
  return limit;
}

const cursorAt = (start: number) => Buffer.from(`from:${String(start)}`).toString('base64url');

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const start = /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (start === undefined) throw malformed('The cursor is not ours.', 'cursor');
  return Number(start);
}
