import { describe, expect, it } from 'vitest';
import { tellingApart } from '../../../../renderer/kiosk/namesakes';
import { aKioskPerson } from '../../../fakes/views';

describe('namesakes', () => {
  it('are told apart by what differs between them', () => {
    const one = aKioskPerson({ name: 'Kim Novak', email: 'kim@example.org' });
    const other = aKioskPerson({ name: ' kim  NOVAK', email: 'kim@example.org' });
    const elsewhere = { ...other, id: 'b1', username: one.username, population: 'Visitors' };
    expect(tellingApart(one, [one, other])).toEqual(['username']);
    expect(tellingApart(one, [one, elsewhere])).toEqual(['population']);
  });

  it('are people with a name, and never the same person', () => {
    const one = aKioskPerson({ name: 'Kim Novak' });
    const nameless = aKioskPerson({ name: null });
    expect(tellingApart(one, [one, aKioskPerson({ name: 'Kim Noether' })])).toBeNull();
    expect(tellingApart(nameless, [nameless, aKioskPerson({ name: null })])).toBeNull();
  });
});
