import type { FastifyInstance } from 'fastify';
import { permitAdministrator, permitOn, type Need } from '../auth/bearer';
import { notFound } from '../http/problem';
import { serve, type Exchange } from '../http/resource';
import { parseFilter } from '../http/scim-filter';
import { pageOf } from './paging';
import type { ManagementDependencies } from './management-host';
import { createUserView, filterable } from './user-view';

const FILTERABLE = ['username', 'email', 'name.family', 'name.given'];

export const READ_USER: Need = { permission: 'readUser', scope: 'p1:read:user' };

/** Contract G: read one, and for administrators search with `filter`, `limit`, `cursor`. */
export function serveUsers(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { bearer, seed, directory, switches, environmentUrl } = dependencies;
  const show = createUserView({ ...dependencies, environmentId: seed.environmentId });
  const admit = async ({ authorization }: Exchange) => {
    await bearer.actor(authorization);
  };

  serve(app, '/users', {
    admit,
    get: {
      permit: async ({ authorization }) => {
        permitAdministrator(await bearer.actor(authorization), READ_USER.permission);
      },
      run: ({ query }) => {
        const operators = switches.filterBySw === 'works' ? ['eq', 'sw'] : ['eq'];
        const fits =
          query.filter === undefined
            ? () => true
            : parseFilter(query.filter, { attributes: FILTERABLE, operators });
        const found = directory.all().filter((user) => fits(filterable(user)));
        const body = pageOf(found, query, {
          url: `${environmentUrl()}/users`,
          name: 'users',
          show: (user) => ({
            ...show(user),
            ...(switches.unknownProperties && { favouriteColour: { hue: 210 } }),
          }),
        });
        return { status: 200, body };
      },
    },
  });

  serve(app, '/users/:user', {
    admit,
    get: {
      permit: async ({ authorization, parameters }) => {
        const actor = await bearer.actor(authorization);
        permitOn(actor, parameters.user ?? '', READ_USER, switches.foreignUser);
      },
      run: ({ parameters }) => {
        const user = directory.find(parameters.user);
        if (!user) throw notFound();
        return { status: 200, body: show(user) };
      },
    },
  });
}
