import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../../shared/kiosk/view';
import { createSandbox, defaultSeed, type Sandbox } from '../../../sandbox';
import { knownPeople } from '../../../sandbox/people/known-people';
import { createWholeKiosk, type WholeKiosk } from './whole-kiosk';

let sandbox: Sandbox;
let desk: WholeKiosk;

beforeAll(async () => {
  sandbox = await createSandbox({ seed: defaultSeed({ generated: 5_000 }) });
  desk = await createWholeKiosk(sandbox);
});
afterAll(async () => {
  await desk.desk.close();
  await sandbox.close();
});

const search = async (text: string): Promise<SearchResult> => {
  const found = await desk.kiosk.search(text);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};
const usernames = async (text: string): Promise<(string | null)[]> =>
  (await search(text)).people.map(({ username }) => username);

describe('among 5,000 people', () => {
  it('the very user name comes first, then whoever begins like it', async () => {
    const found = await usernames('maria.garcia');
    expect(found.slice(0, 1)).toEqual(['maria.garcia']);
    expect(found).toContain('maria.garcia2');
  });

  it('tells namesakes apart by what the directory has', async () => {
    const { people } = await search('Maria Garcia');
    const namesakes = people.filter(({ name }) => name === 'Maria Garcia');
    expect(namesakes.length).toBeGreaterThanOrEqual(3);
    expect(new Set(namesakes.map(({ id }) => id)).size).toBe(namesakes.length);
    expect(namesakes.map(({ population }) => population)).toEqual(
      expect.arrayContaining(['Staff', 'Contractors']),
    );
  });

  it.each(Object.entries(knownPeople))(
    'finds %s by name, whatever the letters',
    async (_, person) => {
      expect(await usernames(`${person.given} ${person.family}`)).toContain(person.username);
    },
  );

  it('says that there are others', async () => {
    const { people, more } = await search('maria');
    expect(more).toBe(true);
    expect(people.length).toBeLessThanOrEqual(20);
  });

  it('shows who is disabled, locked or without MFA', async () => {
    const state = async ({ username }: { username: string }) => {
      const [person] = (await search(username)).people;
      return person && { enabled: person.enabled, locked: person.locked, mfa: person.mfaEnabled };
    };
    expect(await state(knownPeople.disabled)).toMatchObject({ enabled: false });
    expect(await state(knownPeople.locked)).toMatchObject({ enabled: true, locked: true });
    expect(await state(knownPeople.withMfa)).toMatchObject({ mfa: true });
    expect(await state(knownPeople.greek)).toEqual({ enabled: true, locked: false, mfa: false });
  });

  it.each(['"', '\\', 'a" or username sw "', 'eq "x"', '(username pr)'])(
    'takes %s for what it is, not for a filter',
    async (text) => {
      const found = await desk.kiosk.search(text.padEnd(3, text));
      expect(found).toMatchObject({ ok: true, value: { people: [], more: false } });
    },
  );

  it.each(['', 'ma', '  ma  ', 'm\u0000'])('asks for three letters: %j', async (text) => {
    expect(await desk.kiosk.search(text)).toEqual({
      ok: false,
      error: { code: 'invalidInput', fields: ['text'] },
    });
  });

  it('an older search gives way to a newer one', async () => {
    const [older, newer] = await Promise.all([
      desk.kiosk.search('maria'),
      desk.kiosk.search('maria.garcia2'),
    ]);
    expect(older).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(newer).toMatchObject({ ok: true, value: { text: 'maria.garcia2' } });
  });

  it('falls back to whole names where the directory knows no prefixes', async () => {
    sandbox.switches.filterBySw = 'refused';
    expect(await usernames('maria garcia')).toContain('maria.garcia');
    sandbox.switches.filterBySw = 'works';
  });

  it('does without populations where they cannot be read', async () => {
    sandbox.switches.withheldPermissions = ['readPopulation'];
    const other = await createWholeKiosk(sandbox);
    const found = await other.kiosk.search('maria.garcia2');
    expect(found).toMatchObject({ ok: true, value: { people: [{ population: null }] } });
    await other.desk.close();
    sandbox.switches.withheldPermissions = [];
  });

  it('somebody who was found and has vanished since is said to be gone', async () => {
    const [person] = (await search(knownPeople.visitor.username)).people;
    sandbox.users.vanish(person!.id);
    expect(await desk.kiosk.open(person!.id)).toMatchObject({
      ok: false,
      error: { code: 'personGone' },
    });
    expect(desk.shift().stage.name).toBe('finding');
  });
});
