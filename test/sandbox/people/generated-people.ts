import type { Seed, SeedUser } from '../seed';
import { generatedId, knownPeople } from './known-people';
import { NAMES, type Name } from './names';

/** As many as ids and memory are meant for. */
export const MOST_PEOPLE = 50_000;

/**
 * `seed.generated` people, the same in every run: first the known ones, then whoever the dice make, namesakes and all.
 * Each has a username of ASCII letters that nobody else has, and the password `<username>-sandbox-1`.
 */
export function generatedPeople({ generated, populations, users }: Seed): SeedUser[] {
  const roll = createDice();
  const taken = new Set(users.map(({ username }) => username));
  const unique = (wanted: string): string => {
    let username = wanted;
    for (let number = 2; taken.has(username); number += 1) username = wanted + String(number);
    taken.add(username);
    return username;
  };
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[roll(from.length)];
    if (picked === undefined) throw new RangeError('there is nothing to pick from');
    return picked;
  };

  const known = Object.values<SeedUser>(knownPeople).slice(0, generated);
  const adopted = known.map((person): SeedUser => {
    const username = unique(person.username);
    const isThere = populations.some(({ id }) => id === person.population);
    return { ...person, username, population: isThere ? person.population : pick(populations).id };
  });

  const invented = Array.from({ length: generated - known.length }, (_, index): SeedUser => {
    // Every second one has a name of the first, largest list.
    const { given, family } = roll(2) === 0 ? pick(NAMES.slice(0, 1)) : pick(NAMES);
    const [first, last]: [Name, Name] = [pick(given), pick(family)];
    const username = unique(`${first[1]}.${last[1]}`);
    return {
      id: generatedId(known.length + index + 1),
      username,
      password: `${username}-sandbox-1`,
      email: roll(40) === 0 ? undefined : `${username}@example.org`,
      given: first[0],
      family: last[0],
      mobilePhone: roll(3) === 0 ? undefined : `+1512${String(2_000_000 + roll(8_000_000))}`,
      population: pick(populations).id,
      enabled: roll(50) !== 0,
      locked: roll(80) === 0,
      mfaEnabled: roll(3) === 0,
    };
  });
  return [...adopted, ...invented];
}

/** A roll is from 0 to below `sides`. A linear congruence is dice enough, by its upper bits. */
function createDice(): (sides: number) => number {
  let state = 20_260_301;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
