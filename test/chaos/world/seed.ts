import { createHash } from 'node:crypto';
import { defaultSeed, type Seed, type SeedOathToken } from '../../sandbox';
import type { Cast } from '../messages';

const idOf = (number: number, role: number): string =>
  `6f1d0a4e-5b0c-4c55-${String(8000 + role)}-${String(number).padStart(12, '0')}`;

const token = (serialNumber: string, drift: number): SeedOathToken => ({
  serialNumber,
  type: 'HOTP',
  secretHex: createHash('sha1').update(`chaos ${serialNumber}`).digest('hex'),
  otpLength: 6,
  timeStep: 30,
  algorithm: 'SHA1',
  counter: 0,
  drift,
});

/** Somebody new for each point, with an address, a number and hardware tokens of their own. */
export const castOf = (number: number): Cast => {
  const person = `person${String(number)}`;
  const operator = `operator${String(number)}`;
  return {
    person: { id: idOf(number, 1), username: person, password: `${person}-sandbox-1` },
    operator: { id: idOf(number, 2), username: operator, password: `${operator}-sandbox-1` },
    email: `${person}@example.org`,
    phone: `+1512${String(2_000_000 + number)}`,
    tokenInStep: `CHAOS${String(number)}A`,
    tokenAdrift: `CHAOS${String(number)}B`,
  };
};

export const seedFor = (casts: readonly Cast[]): Seed => ({
  ...defaultSeed(),
  users: casts.flatMap(({ person, operator, email }) => [
    { ...person, email, given: 'Pat', family: person.username },
    { ...operator, given: 'Ola', family: operator.username, administrator: true },
  ]),
  devices: [],
  oathTokens: casts.flatMap(({ tokenInStep, tokenAdrift }) => [
    token(tokenInStep, 0),
    token(tokenAdrift, 37),
  ]),
});
