import type { FastifyInstance } from 'fastify';
import { permitOn, type Need } from '../auth/bearer';
import type { User } from '../directory/user';
import { invalidValue, notFound, requiredValue } from '../http/problem';
import { JSON_TYPE, serve, type Exchange, type Operation } from '../http/resource';
import type { JsonObject } from '../json';
import type { ManagementDependencies } from './management-host';

const READ: Need = { permission: 'readMfaEnabled', scope: 'p1:read:user' };
const UPDATE: Need = { permission: 'updateMfaEnabled', scope: 'p1:update:userMfaEnabled' };

/** Contract G: whether sign-on asks this user for MFA. */
export function serveMfaEnabled(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { bearer, clock, directory, switches } = dependencies;
  const userOf = ({ parameters }: Exchange): User => {
    const user = directory.find(parameters.user);
    if (!user) throw notFound();
    return user;
  };
  const may = (need: Need, operation: Omit<Operation, 'permit'>): Operation => ({
    ...operation,
    permit: async (exchange) => {
      const actor = await bearer.actor(exchange.authorization);
      permitOn(actor, exchange.parameters.user ?? '', need, switches.foreignUser);
      userOf(exchange);
    },
  });
  const show = ({ mfaEnabled }: User) => ({ status: 200, body: { mfaEnabled } });

  serve(app, '/users/:user/mfaEnabled', {
    admit: async ({ authorization }) => {
      await bearer.actor(authorization);
    },
    get: may(READ, { run: (exchange) => show(userOf(exchange)) }),
    put: {
      [JSON_TYPE]: may(UPDATE, {
        body: 'required',
        run: (exchange) => {
          const user = userOf(exchange);
          user.mfaEnabled = wantedIn(exchange.body);
          user.updatedAt = clock.now();
          return show(user);
        },
      }),
    },
  });
}

/** Nothing but the flag: a client that sends more means another resource. */
function wantedIn({ mfaEnabled, ...rest }: JsonObject): boolean {
  const [stranger] = Object.keys(rest);
  if (stranger !== undefined) throw invalidValue(stranger, `${stranger} is not known here.`);
  if (mfaEnabled === undefined || mfaEnabled === null) throw requiredValue('mfaEnabled');
  if (typeof mfaEnabled !== 'boolean') throw invalidValue('mfaEnabled', 'It is true or false.');
  return mfaEnabled;
}
