import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/problem';
import { serve } from '../http/resource';
import { configurationAccess } from './configuration-access';
import type { ManagementDependencies } from './management-host';
import { showPolicy, type Policy } from './policies';

/** Contract F.3. */
export function servePolicies(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { seed, switches, policies, environmentUrl } = dependencies;
  const path = '/deviceAuthenticationPolicies';
  const { admit, permit } = configurationAccess(dependencies, 'readPolicy');
  const show = (policy: Policy) => showPolicy(policy, environmentUrl(), seed.environmentId);

  serve(app, path, {
    admit,
    get: {
      permit,
      run: () => {
        const all = policies
          .all()
          .map(show)
          .map((body) => (switches.unknownProperties ? { ...body, hologram: off } : body));
        return {
          status: 200,
          body: {
            _links: { self: { href: environmentUrl() + path } },
            _embedded: { deviceAuthenticationPolicies: all },
            count: all.length,
            size: all.length,
          },
        };
      },
    },
  });

  serve(app, `${path}/:policy`, {
    admit,
    get: {
      permit,
      run: ({ parameters }) => {
        const policy = policies.find(parameters.policy);
        if (!policy) throw notFound();
        return { status: 200, body: show(policy) };
      },
    },
  });
}

const off = { enabled: false };
