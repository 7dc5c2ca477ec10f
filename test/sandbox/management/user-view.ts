import { timestamp, type Clock } from '../clock';
import type { Directory } from '../directory/directory';
import { nameOf, SINCE, type User } from '../directory/user';
import type { JsonObject } from '../json';

export interface UserViewDependencies {
  clock: Clock;
  directory: Pick<Directory, 'obstacle' | 'isLocked'>;
  environmentId: string;
  environmentUrl: () => string;
}

/** Contract G: a user as every read shows them. What a user does not have is left out. */
export function createUserView(dependencies: UserViewDependencies) {
  const { clock, directory, environmentId, environmentUrl } = dependencies;

  const account = (user: User): JsonObject => {
    const canAuthenticate = directory.obstacle(user) === null;
    if (!user.lock || !directory.isLocked(user)) return { canAuthenticate, status: 'OK' };
    const { at, until } = user.lock;
    return {
      canAuthenticate,
      status: 'LOCKED',
      lockedAt: timestamp(at),
      ...(until !== null && {
        secondsUntilUnlock: Math.ceil((until - clock.now()) / 1_000),
        unlockAt: timestamp(until),
      }),
    };
  };

  return (user: User): JsonObject => ({
    _links: { self: { href: `${environmentUrl()}/users/${user.id}` } },
    id: user.id,
    environment: { id: environmentId },
    account: account(user),
    createdAt: timestamp(SINCE),
    updatedAt: timestamp(user.updatedAt),
    ...(user.email !== undefined && { email: user.email, emailVerified: true }),
    enabled: user.enabled,
    lifecycle: { status: 'ACCOUNT_OK' },
    mfaEnabled: user.mfaEnabled,
    ...(user.mobilePhone !== undefined && { mobilePhone: user.mobilePhone }),
    name: { given: user.given, family: user.family, formatted: nameOf(user) },
    population: { id: user.populationId },
    username: user.username,
  });
}

/** What a filter may look at; far less than the view, which is made for one page only. */
export function filterable({ username, email, given, family }: User): JsonObject {
  return { username, email, name: { given, family } };
}
