import { describe, expect, it } from 'vitest';
import type { Right } from '../../../../shared/kiosk/rights';
import type { KioskStage } from '../../../../shared/kiosk/view';
import { allRights } from '../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';
import { openKiosk } from './open-kiosk';

const opening = (
  change: Partial<Extract<KioskStage, { name: 'opening' }>> = {},
): Extract<KioskStage, { name: 'opening' }> => ({
  name: 'opening',
  rights: [...allRights],
  record: 'good',
  ...change,
});
const without = (action: Right['action'], state: Right['state'] = 'missing'): Right[] =>
  allRights.map((right) => (right.action === action ? { action, state } : right));
const pins = () => ({
  first: screen.getByLabelText(/^PIN \(/),
  second: screen.getByLabelText('PIN once more'),
});

describe('the start of a shift', () => {
  closeWindowAfterEach();

  it('waits for the rights, and says whose shift it is', async () => {
    const fake = await openKiosk({ name: 'checkingRights' });
    expect(heading().textContent).toBe('Checking what you may do');
    fake.showKiosk({ ...(await read(fake)), stage: opening() });
    await settled();
    expect(heading().textContent).toBe('Start the shift');
    expect(screen.getByRole('main').textContent).toContain('Signed in as Operator Four.');
    expect(screen.queryByRole('button', { name: 'Menu' })).toBeNull();
    await press('Not you? Sign out');
    expect(fake.inputsOf('session.signOut')).toHaveLength(1);
  });

  it('names what is missing first, with the permission and who can grant it', async () => {
    await openKiosk(opening({ rights: without('removeDevices') }));
    const [first, second] = screen.getAllByRole('listitem');
    expect(first?.textContent).toMatch(
      /Remove devices.*no pairing can be undone.*MFA devices: delete.*administrator who may assign roles.*docs\/roles\.md.*Missing/s,
    );
    expect(second?.textContent).toMatch(/Granted$/);
    expect(screen.getByText('Something that this desk needs is missing')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Start the shift' })).toBeTruthy();
  });

  it('makes nothing of a permission that is only useful, or could not be checked', async () => {
    await openKiosk(opening({ rights: without('seePopulations') }));
    expect(screen.queryByText('Something that this desk needs is missing')).toBeNull();
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('dir:read:population');
  });

  it('says that a right could not be checked', async () => {
    await openKiosk(opening({ rights: without('createDevices', 'unknown') }));
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('Could not be checked');
    expect(screen.queryByText('Something that this desk needs is missing')).toBeNull();
  });

  it('cannot begin without a record, and tells of one that was changed', async () => {
    const fake = await openKiosk(opening({ record: 'unwritable' }));
    expect(screen.queryByRole('button', { name: 'Start the shift' })).toBeNull();
    fake.showKiosk({ ...(await read(fake)), stage: opening({ record: 'damaged' }) });
    await settled();
    expect(screen.getByText('The record of this desk was changed from outside')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Start the shift' })).toBeTruthy();
  });

  it('takes a PIN that was typed twice, and no other', async () => {
    const fake = await openKiosk(opening());
    const { first, second } = pins();
    expect(first.getAttribute('type')).toBe('password');
    expect(first.getAttribute('autocomplete')).toBe('off');
    await type(first, '12a4');
    await press('Start the shift');
    expect(document.activeElement).toBe(first);
    expect(urgently()).toContain('A PIN has 4 to 8 digits.');
    await type(first, '1234');
    await type(second, '1235');
    await press('Start the shift');
    expect(document.activeElement).toBe(second);
    expect(urgently()).toContain('not the same');
    expect(fake.inputsOf('kiosk.begin')).toEqual([]);
    await type(second, '1234');
    await press('Start the shift');
    expect(fake.inputsOf('kiosk.begin')).toEqual([{ pin: '1234' }]);
    expect([first, second].map((field) => (field as HTMLInputElement).value)).toEqual(['', '']);
  });

  it('begins without a PIN, and shows why it could not', async () => {
    const fake = await openKiosk(opening());
    fake.refuse('kiosk.begin', { code: 'recordNotWritten' });
    await press('Start the shift');
    expect(fake.inputsOf('kiosk.begin')).toEqual([{ pin: null }]);
    expect(urgently()).not.toBe('');
  });
});

const read = async (fake: Awaited<ReturnType<typeof openKiosk>>) => {
  const result = await fake.bridge.kiosk.read();
  if (!result.ok || result.value === null) throw new Error('there is no shift');
  return result.value;
};
