import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import type { Clock } from '../clock';
import { insufficientPermissions, invalidToken, notFound } from '../http/problem';
import type { Seed } from '../seed';
import type { Switches } from '../switches';
import { PINGONE_API } from './resource-audience';

/** Who sent a request. An administrator is a worker, or an operator who holds the role. */
export type Actor =
  | { kind: 'administrator' }
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
  jwks: JSONWebKeySet;
  issuers: () => string[];
}

export function createBearer(dependencies: BearerDependencies): Bearer {
  const { clock, switches, seed, jwks, issuers } = dependencies;
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
      const mayAdminister =
        clientId === seed.worker.clientId ||
        (clientId === seed.operatorClientId &&
          seed.users.some((user) => user.id === sub && user.administrator === true));
      if (mayAdminister && switches.administratorRoles) return { kind: 'administrator' };
      if (clientId !== seed.clientId || sub === undefined) return { kind: 'roleless' };
      const scopes = typeof scope === 'string' ? scope.split(' ') : [];
      return { kind: 'user', userId: sub, scopes: new Set(scopes) };
    },
  };
}

/** Rights over one user's record: the administrator's role, or the scope and one's own record. */
export function permitOn(actor: Actor, userId: string, scope: string, foreign: 403 | 404): void {
  if (actor.kind === 'administrator') return;
  if (actor.kind === 'roleless' || !actor.scopes.has(scope)) throw insufficientPermissions();
  if (actor.userId !== userId) {
    throw foreign === 404 ? notFound() : insufficientPermissions();
  }
}

export function permitAdministrator(actor: Actor): void {
  if (actor.kind !== 'administrator') throw insufficientPermissions();
}
