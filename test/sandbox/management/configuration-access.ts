import { permitAdministrator } from '../auth/bearer';
import type { Permission } from '../auth/permissions';
import type { Exchange } from '../http/resource';
import type { ManagementDependencies } from './management-host';

/** Who reads the configuration of the environment: administrators only, unless switched. */
export function configurationAccess(
  { bearer, switches }: Pick<ManagementDependencies, 'bearer' | 'switches'>,
  permission: Permission,
) {
  return {
    admit: async ({ authorization }: Exchange): Promise<void> => {
      await bearer.actor(authorization);
    },
    permit: async ({ authorization }: Exchange): Promise<void> => {
      const actor = await bearer.actor(authorization);
      if (actor.kind !== 'user' || !switches.userReadsPolicies) {
        permitAdministrator(actor, permission);
      }
    },
  };
}
