import { describe, expect, it, vi } from 'vitest';
import { aShift, codeScreen, describeScreen } from '../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';
import { handedOver, openKiosk, serving, smsPairing } from './open-kiosk';

const find = { name: 'finding', cleaned: null } as const;

describe('a kiosk that is left alone', () => {
  closeWindowAfterEach();

  it('asks whether somebody is there, and says so again when it is nearly too late', async () => {
    const now = Date.now();
    const subject = { hands: 'subject' } as const;
    const pairing = smsPairing(codeScreen({ type: 'SMS' }));
    const fake = await openKiosk(handedOver('confirmed'), subject, { pairing });
    const field = screen.getByLabelText('Code');
    field.focus();
    fake.showKiosk(aShift(handedOver('confirmed'), { ...subject, idleDeadline: now + 29_500 }));
    await settled();
    expect(screen.getByRole('alertdialog', { name: 'Are you still there?' })).toBeTruthy();
    expect(urgently()).toMatch(
      /still there\? \d+ seconds left\. Otherwise everything is cleared\./,
    );
    fake.showKiosk(aShift(handedOver('confirmed'), { ...subject, idleDeadline: now + 20_000 }));
    await settled();
    expect(urgently()).toMatch(/ (29|30) seconds left/);
    vi.spyOn(Date, 'now').mockReturnValue(now + 10_000);
    fake.showKiosk(aShift(handedOver('confirmed'), { ...subject, idleDeadline: now + 20_000 }));
    await settled();
    fake.showKiosk(aShift(handedOver('confirmed'), { ...subject, idleDeadline: now + 19_500 }));
    await settled();
    expect(urgently()).toContain('10 seconds left');
    const before = fake.inputsOf('kiosk.moreTime').length;
    await press('I am still here');
    expect(fake.inputsOf('kiosk.moreTime').length).toBeGreaterThan(before);
    fake.showKiosk(aShift(handedOver('confirmed'), subject));
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
  });

  it('says that the operator would be signed out', async () => {
    await openKiosk(find, { idleDeadline: Date.now() + 30_000 });
    expect(screen.getByRole('alertdialog').textContent).toContain('you are signed out');
  });

  it('tells seldom that somebody is there, and always that something was copied', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(100_000);
    const fake = await openKiosk(find);
    await fireEvent.pointerMove(document.body);
    await fireEvent.keyDown(document.body, { key: 'a' });
    expect(fake.inputsOf('kiosk.moreTime')).toHaveLength(1);
    clock.mockReturnValue(105_000);
    await fireEvent.pointerDown(document.body);
    expect(fake.inputsOf('kiosk.moreTime')).toHaveLength(2);
    await fireEvent.copy(document.body);
    await fireEvent.cut(document.body);
    expect(fake.inputsOf('kiosk.copied')).toHaveLength(2);
  });

  it('watches nobody on a workstation', async () => {
    const fake = await openWindow();
    await fireEvent.pointerDown(document.body);
    await fireEvent.copy(document.body);
    expect(fake.calls.map(({ name }) => name)).not.toContain('kiosk.moreTime');
    expect(fake.calls.map(({ name }) => name)).not.toContain('kiosk.copied');
    expect('kiosk' in document.documentElement.dataset).toBe(false);
  });
});

describe('putting a person away', () => {
  closeWindowAfterEach();

  it('leaves nothing of them in the window', async () => {
    const pairing = smsPairing(describeScreen({ type: 'SMS' }), { target: null, position: 1 });
    const fake = await openKiosk(serving(), {}, { pairing });
    await type(screen.getByLabelText('Phone number'), '+1 512 555 0199');
    await type(screen.getByLabelText(/^Name/), 'Phone of Kim');
    fake.showKiosk(aShift({ name: 'wiping' }));
    await settled();
    expect(heading().textContent).toBe('Clearing everything of this person');
    expect(document.title).toBe('Clearing everything of this person – Enrollment Desk');
    const values = [...document.querySelectorAll('input')].map(({ value }) => value);
    expect(values).toEqual([]);
    expect(document.documentElement.innerHTML).not.toMatch(/0199|Novak|knovak|Phone of Kim/);
    // the same pairing, were it still there, starts with nothing
    fake.showKiosk(aShift(serving()));
    await settled();
    expect(screen.queryByDisplayValue(/0199/)).toBeNull();
    expect(screen.queryByDisplayValue('Phone of Kim')).toBeNull();
  });

  it('reads the devices of the next person before any are shown', async () => {
    const fake = await openKiosk(serving());
    expect(screen.getAllByRole('listitem').length).toBeGreaterThan(0);
    fake.showKiosk(aShift({ name: 'wiping' }));
    await settled();
    const release = fake.hold('devices.list');
    fake.showKiosk(aShift(serving()));
    await settled();
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    release();
  });

  it('forgets what was searched for', async () => {
    const fake = await openKiosk(find);
    await type(screen.getByRole('combobox'), 'kim');
    fake.showKiosk(aShift(serving()));
    await settled();
    fake.showKiosk(aShift(find));
    await settled();
    expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe('');
  });
});

describe('the way out of a kiosk', () => {
  closeWindowAfterEach();

  it('asks once before the shift ends, or the program', async () => {
    const fake = await openKiosk(find);
    expect(screen.queryByRole('button', { name: 'Menu' })).toBeNull();
    await press('Leave the kiosk');
    await press('Go on working');
    expect(fake.inputsOf('kiosk.leave')).toEqual([]);
    await press('Leave the kiosk');
    await press('Close this program');
    expect(fake.inputsOf('kiosk.leave')).toHaveLength(1);
  });
});
