import type { JsonObject } from './json';
import { BOUND_TOKEN, defaultOathTokens, type SeedOathToken } from './seed-tokens';

export interface SeedUser {
  id: string;
  username: string;
  password: string;
  email?: string | undefined;
  given: string;
  family: string;
  mobilePhone?: string | undefined;
  /** The id of one; the first of the seed unless told. */
  population?: string | undefined;
  /** True unless told. */
  enabled?: boolean | undefined;
  /** Until an administrator unlocks the account. False unless told. */
  locked?: boolean | undefined;
  /** Whether sign-on asks for MFA. PingOne, and so the sandbox: false unless told. */
  mfaEnabled?: boolean | undefined;
  /** Holds the administrator role "Identity Data Admin": may sign in as an operator. */
  administrator?: boolean | undefined;
}

export interface SeedPopulation {
  id: string;
  name: string;
}

/** A device that exists from the start. `attributes` are what its type shows: `email`, ... */
export interface SeedDevice {
  id: string;
  userId: string;
  type: string;
  status: string;
  nickname?: string | undefined;
  attributes?: JsonObject | undefined;
}

export interface Seed {
  environmentId: string;
  clientId: string;
  worker: { clientId: string; clientSecret: string };
  operatorClientId: string;
  relyingParty: { id: string; origin: string };
  policyId: string;
  /** At least one; the first is the default. */
  populations: SeedPopulation[];
  users: SeedUser[];
  /** How many users there are besides, made up and without devices (`people/generated-people.ts`). */
  generated: number;
  devices: SeedDevice[];
  /** The hardware tokens of the environment; a device of type OATH_TOKEN binds one. */
  oathTokens: SeedOathToken[];
}

const ids = {
  kim: '6f1d0a4e-5b0c-4c55-9a55-1d5c2f3a0001',
  alex: '6f1d0a4e-5b0c-4c55-9a55-1d5c2f3a0002',
  sam: '6f1d0a4e-5b0c-4c55-9a55-1d5c2f3a0003',
  morgan: '6f1d0a4e-5b0c-4c55-9a55-1d5c2f3a0004',
  robin: '6f1d0a4e-5b0c-4c55-9a55-1d5c2f3a0005',
};

/** The populations of the default seed, by id: everybody below is staff. */
export const populations = {
  staff: '5a0db0a0-0000-4000-8000-00000000b0b0',
  contractors: '5a0db0a0-0000-4000-8000-00000000b0b1',
  visitors: '5a0db0a0-0000-4000-8000-00000000b0b2',
} as const;

/**
 * Stable ids, so that a test and a person may write them down.
 * @param generated how many people there are besides: 5000 make a directory that has to be searched
 */
export function defaultSeed({ generated = 0 }: { generated?: number } = {}): Seed {
  return {
    environmentId: 'e1a7f3d2-90c4-4b1e-8a6f-2f6d8b0c0e11',
    clientId: 'c11e47d0-3b52-4d0a-9f5e-7a8c5e1d0a01',
    worker: {
      clientId: 'c11e47d0-3b52-4d0a-9f5e-7a8c5e1d0a02',
      clientSecret: 'sandbox-worker-secret',
    },
    operatorClientId: 'c11e47d0-3b52-4d0a-9f5e-7a8c5e1d0a03',
    relyingParty: { id: 'example.org', origin: 'https://desk.example.org' },
    policyId: '9b2c6a10-77aa-4f0e-b3f4-5d2e8c1f0b01',
    populations: [
      { id: populations.staff, name: 'Staff' },
      { id: populations.contractors, name: 'Contractors' },
      { id: populations.visitors, name: 'Visitors' },
    ],
    generated,
    users: [
      {
        id: ids.kim,
        username: 'kim',
        password: 'kim-sandbox-1',
        email: 'kim@example.org',
        given: 'Kim',
        family: 'Novak',
        mobilePhone: '+1.5125550123',
      },
      {
        id: ids.alex,
        username: 'alex',
        password: 'alex-sandbox-1',
        email: 'alex@example.org',
        given: 'Alex',
        family: 'Okafor',
      },
      {
        id: ids.sam,
        username: 'sam',
        password: 'sam-sandbox-1',
        email: 'sam@example.org',
        given: 'Sam',
        family: 'Lindqvist',
      },
      {
        id: ids.morgan,
        username: 'morgan',
        password: 'morgan-sandbox-1',
        email: 'morgan@example.org',
        given: 'Morgan',
        family: 'Reyes',
        administrator: true,
      },
      {
        id: ids.robin,
        username: 'robin',
        password: 'robin-sandbox-1',
        email: 'robin@example.org',
        given: 'Robin',
        family: 'Vale',
        administrator: true,
      },
    ],
    devices: [
      // Checklist I.1, item 11: a client must live with what it has never heard of.
      {
        id: '0ddba11e-0000-4000-8000-000000000001',
        userId: ids.sam,
        type: 'SMART_RING',
        status: 'HIBERNATING',
        nickname: 'Ring from the future',
        attributes: { gemstone: 'opal' },
      },
      {
        id: 'a1e80a7b-0000-4000-8000-000000000001',
        userId: ids.alex,
        type: 'OATH_TOKEN',
        status: 'ACTIVE',
        nickname: 'Key ring',
        attributes: { serialNumber: BOUND_TOKEN, tokenType: 'HOTP' },
      },
    ],
    oathTokens: defaultOathTokens(),
  };
}
