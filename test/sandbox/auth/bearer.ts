import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import type { Clock } from '../clock';
import type { Directory } from '../directory/directory';
import { insufficientPermissions, invalidToken, notFound } from '../http/problem';
import type { Seed } from '../seed';
import type { Switches } from '../switches';
import type { Permission } from './permissions';
import { PINGONE_API } from './resource-audience';

/**
 * Who sent a request. An administrator is a worker, who may do everything, or an operator who holds the role, from whom
 * single permissions can be withheld.
 */
export type Actor =
  | { kind: 'administrator'; withheld: readonly Permission[] }
  | { kind: 'roleless' }
  | { kind: 'user'; userId: string; scopes: ReadonlySet<string> };

export interface Bearer {
  /** Reads an `Authorization` header. Throws 401 for anything but a living access token. */
  actor(authorization: string | undefined): Promise<Actor>;
  /** The user behind the token, for the OpenID Connect userinfo endpoint. */
  subject(authorization: string | undefined): Promise<string | undefined>;
}

export interface BearerDependencies {
  clock: Clock;
  switches: Switches;
  seed: Seed;
  directory: Directory;
  jwks: JSONWebKeySet;
  issuers: () => string[];
}

export function createBearer(dependencies: BearerDependencies): Bearer {
  const { clock, switches, seed, directory, jwks, issuers } = dependencies;
  const keys = createLocalJWKSet(jwks);

  async function claims(authorization: string | undefined) {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (token === undefined) throw invalidToken();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuers(),
        audience: PINGONE_API,
        algorithms: ['RS256'],
        currentDate: new Date(clock.now()),
      });
      return payload;
    } catch {
      throw invalidToken();
    }
  }

  return {
    subject: async (authorization) => (await claims(authorization)).sub,
    actor: async (authorization) => {
      const { sub, client_id: clientId, scope } = await claims(authorization);
      const isWorker = clientId === seed.worker.clientId;
      const isOperator =
        clientId === seed.operatorClientId && directory.find(sub)?.isAdministrator === true;
      if ((isWorker || isOperator) && switches.administratorRoles) {
        return { kind: 'administrator', withheld: isWorker ? [] : switches.withheldPermissions };
      }
      if (clientId !== seed.clientId || sub === undefined) return { kind: 'roleless' };
      const scopes = typeof scope === 'string' ? scope.split(' ') : [];
      return { kind: 'user', userId: sub, scopes: new Set(scopes) };
    },
  };
}

/** What an operation needs: a permission of administrators, or a scope over one's own record. */
export interface Need {
  permission: Permission;
  scope: string;
}

/** Rights over one user's record: the administrator's permission, or the scope and one's own record. */
export function permitOn(
  actor: Actor,
  userId: string,
  { permission, scope }: Need,
  foreign: 403 | 404,
): void {
  if (actor.kind !== 'user') {
    permitAdministrator(actor, permission);
    return;
  }
  if (!actor.scopes.has(scope)) throw insufficientPermissions();
  if (actor.userId !== userId) {
    throw foreign === 404 ? notFound() : insufficientPermissions();
  }
}

export function permitAdministrator(actor: Actor, permission: Permission): void {
  if (actor.kind !== 'administrator' || actor.withheld.includes(permission)) {
    throw insufficientPermissions();
  }
}
