import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { defaultSeed, knownPeople, populations } from '../../sandbox';
import { call, createBench, NOBODY, problem, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench({ seed: defaultSeed({ generated: 40 }) });
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const read = (path: string, token = bench.worker) => call(bench.api(path), { token });

it('are staff, contractors and visitors, paged as every collection is', async () => {
  const first = await read('/populations?limit=2');
  expect(first.body).toMatchObject({
    count: 3,
    size: 2,
    _embedded: {
      populations: [
        { id: populations.staff, name: 'Staff', default: true, anthem: { verses: 3 } },
        { id: populations.contractors, name: 'Contractors', default: false },
      ],
    },
  });
  const { next } = first.body._links as { next: { href: string } };
  const second = await call(next.href, { token: bench.worker });
  expect(second.body).toMatchObject({
    size: 1,
    _embedded: { populations: [{ id: populations.visitors, name: 'Visitors' }] },
  });
  expect(second.body._links).not.toHaveProperty('next');
});

it('are read one by one', async () => {
  const { body } = await read(`/populations/${populations.visitors}`);
  expect(body).toMatchObject({ id: populations.visitors, name: 'Visitors' });
  expect(await read(`/populations/${NOBODY}`)).toMatchObject(problem(404, 'NOT_FOUND'));
});

it('are what users belong to, and know how many', async () => {
  const populationOf = async (id: string) => (await read(`/users/${id}`)).body.population;
  expect(await populationOf(bench.kim.id)).toEqual({ id: populations.staff });
  expect(await populationOf(knownPeople.visitor.id)).toEqual({ id: populations.visitors });

  const { body } = await read('/users?limit=1000');
  const { users } = body._embedded as { users: { population: { id: string } }[] };
  const visitors = users.filter(({ population }) => population.id === populations.visitors);
  expect((await read(`/populations/${populations.visitors}`)).body.userCount).toBe(visitors.length);
});

it('are for administrators', async () => {
  const denied = problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' });
  expect(await read('/populations', bench.kimToken)).toMatchObject(denied);
  expect((await read('/populations', await bench.operator())).status).toBe(200);
});
