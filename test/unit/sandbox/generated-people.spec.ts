import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSeed, knownPeople, populations, type SeedUser } from '../../sandbox';
import { generatedPeople } from '../../sandbox/people/generated-people';
import { call, createBench, type Bench } from './caller';

const people = generatedPeople(defaultSeed({ generated: 5_000 }));
const count = (fits: (person: SeedUser) => boolean) => people.filter(fits).length;
const nameOf = ({ given, family }: SeedUser) => `${given} ${family}`;

describe('5,000 people', () => {
  it('are the same in every run, and the smaller crowd is their beginning', () => {
    expect(generatedPeople(defaultSeed({ generated: 5_000 }))).toEqual(people);
    expect(generatedPeople(defaultSeed({ generated: 100 }))).toEqual(people.slice(0, 100));
    expect(generatedPeople(defaultSeed())).toEqual([]);
    // A change of the dice or of the names changes everybody: tests elsewhere may have written them down.
    expect(people[2_500]).toMatchObject({ id: '6f1d0a4e-5b0c-4c55-9a55-2d5c2f0009c5' });
  });

  it('have ids and usernames of their own', () => {
    const taken = [...defaultSeed().users, ...people];
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    expect(new Set(taken.map(({ username }) => username)).size).toBe(taken.length);
    for (const { id, username } of people) {
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(username).toMatch(/^[a-z]+\.[a-z]+\d*$/);
    }
  });

  it('are spread over the populations', () => {
    for (const id of Object.values(populations)) {
      expect(count(({ population }) => population === id)).toBeGreaterThan(1_000);
    }
  });

  it('are not all to be served the same way', () => {
    const some = (fits: (person: SeedUser) => boolean) => expect(count(fits)).toBeGreaterThan(20);
    some(({ enabled }) => enabled === false);
    some(({ locked }) => locked === true);
    some(({ mfaEnabled }) => mfaEnabled === true);
    some(({ email }) => email === undefined);
    some(({ mobilePhone }) => mobilePhone === undefined);
  });

  it.each([
    ['Greek', /\p{Script=Greek}/u],
    ['Cyrillic', /\p{Script=Cyrillic}/u],
    ['Arabic', /\p{Script=Arabic}/u],
    ['Hebrew', /\p{Script=Hebrew}/u],
    ['Chinese', /\p{Script=Han}/u],
    ['Japanese', /\p{Script=Hiragana}/u],
    ['Devanagari', /\p{Script=Devanagari}/u],
    ['Vietnamese', /Nguyễn/],
    ['with an apostrophe', /'/],
    ['with a quotation mark', /"/],
    ['with a backslash', /\\/],
    ['very long', /^.{100,}$/],
  ])('have names: %s', (_name, pattern) => {
    expect(count((person) => pattern.test(nameOf(person)))).toBeGreaterThan(0);
  });

  it('have namesakes, in one population and in different ones', () => {
    const { namesake, namesakeElsewhere, namesakeBeside } = knownPeople;
    const [name] = [namesake, namesakeElsewhere, namesakeBeside].map(nameOf);
    expect([namesakeElsewhere, namesakeBeside].map(nameOf)).toEqual([name, name]);
    expect(namesakeBeside.population).toBe(namesake.population);
    expect(namesakeElsewhere.population).not.toBe(namesake.population);
    expect(new Set(people.map(nameOf)).size).toBeLessThan(people.length - 1_000);
  });

  it('include the known ones', () => {
    for (const known of Object.values(knownPeople)) expect(people).toContainEqual(known);
  });

  it('live in the populations that the seed has', () => {
    const crew = [{ id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Crew' }];
    const all = generatedPeople({ ...defaultSeed({ generated: 100 }), populations: crew });
    expect(new Set(all.map(({ population }) => population))).toEqual(new Set([crew[0]?.id]));
  });

  it('leave the usernames of others alone', () => {
    const users = [{ ...knownPeople.greek, id: 'aaaaaaaa-0000-4000-8000-000000000001' }];
    const all = generatedPeople({ ...defaultSeed({ generated: 100 }), users });
    expect(all.find(({ id }) => id === knownPeople.greek.id)?.username).toBe('eleni.papadopoulou2');
  });
});

describe('a directory of 5,000', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await createBench({ seed: defaultSeed({ generated: 5_000 }) });
  });
  afterAll(() => bench.sandbox.close());

  const search = (filter: string, limit = 10) => {
    const query = new URLSearchParams({ filter, limit: String(limit) });
    return call(bench.api(`/users?${query.toString()}`), { token: bench.worker });
  };
  const usersIn = ({ body }: Awaited<ReturnType<typeof call>>) =>
    (body._embedded as { users: { id: string; population: { id: string } }[] }).users;
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

  it('names only those in its address who can be signed in as by hand', () => {
    expect(bench.sandbox.address.users).toHaveLength(5);
  });

  it('finds everybody who is known, by each of their names', async () => {
    for (const { id, username, given, family } of Object.values(knownPeople)) {
      const byUsername = await search(`username eq ${quoted(username.toUpperCase())}`);
      expect(usersIn(byUsername).map((user) => user.id)).toEqual([id]);
      const byName = await search(
        `name.given sw ${quoted(given)} and name.family eq ${quoted(family)}`,
        1_000,
      );
      expect(usersIn(byName).map((user) => user.id)).toContain(id);
    }
  });

  it('shows what tells namesakes apart', async () => {
    const found = await search('name.given eq "maria" and name.family eq "garcia"', 1_000);
    const { namesake, namesakeElsewhere, namesakeBeside } = knownPeople;
    const shown = usersIn(found).map(({ id, population }) => [id, population.id]);
    expect(shown).toEqual(
      expect.arrayContaining(
        [namesake, namesakeElsewhere, namesakeBeside].map(({ id, population }) => [id, population]),
      ),
    );
  });

  it('says what a user does not have by leaving it out', async () => {
    const { withoutEmail, withoutPhone } = knownPeople;
    const one = async ({ id }: SeedUser) =>
      (await call(bench.api(`/users/${id}`), { token: bench.worker })).body;
    expect(await one(withoutEmail)).not.toHaveProperty('email');
    expect(await one(withoutPhone)).not.toHaveProperty('mobilePhone');
    expect(await one(withoutPhone)).toHaveProperty('email', withoutPhone.email);
  });

  it('is searched quickly', async () => {
    const filter = ['username', 'email', 'name.given', 'name.family']
      .map((attribute) => `${attribute} sw "mar"`)
      .join(' or ');
    const times: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const before = performance.now();
      const found = await search(filter);
      times.push(performance.now() - before);
      expect(Number(found.body.count)).toBeGreaterThan(20);
    }
    // The best of them: other work on this computer is none of the sandbox's doing.
    expect(Math.min(...times)).toBeLessThan(30);
  });
});
