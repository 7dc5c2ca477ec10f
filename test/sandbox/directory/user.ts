import type { SeedUser } from '../seed';

/** A user as the server knows them. Times in milliseconds. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly email: string | undefined;
  readonly given: string;
  readonly family: string;
  readonly mobilePhone: string | undefined;
  readonly populationId: string;
  readonly isAdministrator: boolean;
  enabled: boolean;
  /** `until` null: until an administrator unlocks the account. */
  lock: { at: number; until: number | null } | null;
  mfaEnabled: boolean;
  updatedAt: number;
}

export function userFrom(seed: SeedUser, defaultPopulationId: string, now: number): User {
  const { id, username, password, email, given, family, mobilePhone, population } = seed;
  return {
    id,
    username,
    password,
    email,
    given,
    family,
    mobilePhone,
    populationId: population ?? defaultPopulationId,
    isAdministrator: seed.administrator === true,
    enabled: seed.enabled !== false,
    lock: seed.locked === true ? { at: now, until: null } : null,
    mfaEnabled: seed.mfaEnabled === true,
    updatedAt: SINCE,
  };
}

/** When everybody of the seed was made. */
export const SINCE = Date.UTC(2026, 0, 12, 9);

/** `name.formatted`. */
export function nameOf({ given, family }: Pick<User, 'given' | 'family'>): string {
  return `${given} ${family}`;
}
