import type { FastifyInstance } from 'fastify';
import { permitAdministrator } from '../auth/bearer';
import { timestamp } from '../clock';
import { SINCE } from '../directory/user';
import { notFound } from '../http/problem';
import { serve, type Exchange } from '../http/resource';
import type { JsonObject } from '../json';
import type { SeedPopulation } from '../seed';
import type { ManagementDependencies } from './management-host';
import { pageOf } from './paging';

/** Not in the contract, but a documented resource of PingOne's: what `population.id` of a user names. */
export function servePopulations(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { bearer, seed, directory, switches, environmentUrl } = dependencies;
  const url = () => `${environmentUrl()}/populations`;
  const admit = async ({ authorization }: Exchange) => {
    await bearer.actor(authorization);
  };
  const permit = async ({ authorization }: Exchange) => {
    permitAdministrator(await bearer.actor(authorization), 'readPopulation');
  };
  const show = ({ id, name }: SeedPopulation): JsonObject => ({
    _links: { self: { href: `${url()}/${id}` } },
    id,
    environment: { id: seed.environmentId },
    name,
    default: id === directory.populations[0]?.id,
    userCount: directory.all().filter(({ populationId }) => populationId === id).length,
    createdAt: timestamp(SINCE),
    updatedAt: timestamp(SINCE),
  });

  serve(app, '/populations', {
    admit,
    get: {
      permit,
      run: ({ query }) => {
        const body = pageOf(directory.populations, query, {
          url: url(),
          name: 'populations',
          show: (population) => ({
            ...show(population),
            ...(switches.unknownProperties && { anthem: { verses: 3 } }),
          }),
        });
        return { status: 200, body };
      },
    },
  });

  serve(app, '/populations/:population', {
    admit,
    get: {
      permit,
      run: ({ parameters }) => {
        const found = directory.populations.find(({ id }) => id === parameters.population);
        if (!found) throw notFound();
        return { status: 200, body: show(found) };
      },
    },
  });
}
