import { describe, expect, it } from 'vitest';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../../../fakes/fake-bridge';
import { aPairing, aShift, codeScreen, ready, someDiagnostics } from '../../../fakes/views';
import { openKiosk, serving } from '../kiosk/open-kiosk';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../open-window';

const link = 'Diagnostics for support';
const ways = () => screen.queryAllByRole('button', { name: link });
const text = () => screen.getByRole('main').textContent;
const open = async (given: InitialViews | FakeBridge = {}): Promise<FakeBridge> => {
  const fake = await openWindow(given);
  await chooseFromMenu('Menu', link);
  return fake;
};

describe('the way to the diagnostics', () => {
  closeWindowAfterEach();

  it.each<[string, InitialViews]>([
    [
      'on the first run',
      { configuration: { state: 'missing' }, session: { state: 'unconfigured' } },
    ],
    [
      'where the settings cannot be used',
      { configuration: { state: 'invalid', source: 'machine', problems: [], editable: false } },
    ],
    [
      'signed out',
      { session: { state: 'signedOut', reason: { code: 'offline' }, ways: ['browser'] } },
    ],
  ])('leads there and back %s', async (_where, views) => {
    await openWindow(views);
    const before = heading().textContent;
    await press(link);
    expect(heading().textContent).toBe(link);
    expect(document.activeElement).toBe(heading());
    await press('Back');
    expect(heading().textContent).toBe(before);
  });

  it('is there where something went wrong in this program', async () => {
    const fake = createFakeBridge();
    fake.refuse('session.read', { code: 'unexpected', reference: 'R-1' });
    await openWindow(fake);
    expect(ways()).toHaveLength(1);
    await press(link);
    expect(heading().textContent).toBe(link);
  });

  it('is in the menu in the middle of a pairing, which goes on below', async () => {
    await open({ pairing: aPairing(codeScreen()) });
    expect(heading().textContent).toBe(link);
    await press('Back');
    expect(heading().textContent).toBe('Enter the code');
  });

  it('gives way to the settings', async () => {
    await open();
    await chooseFromMenu('Menu', 'Connection settings');
    expect(heading().textContent).toBe('Connection settings');
  });

  it('is at a kiosk the operator’s, while the screen is', async () => {
    const fake = await openKiosk({ name: 'finding', cleaned: null });
    await press(link);
    expect(heading().textContent).toBe(link);
    fake.showKiosk(aShift(serving(), { hands: 'subject' }));
    await settled();
    expect(heading().textContent).not.toBe(link);
    expect(ways()).toEqual([]);
    fake.showKiosk(aShift({ name: 'finding', cleaned: null }, { hands: 'nobody' }));
    await settled();
    expect(heading().textContent).not.toBe(link);
    expect(ways()).toEqual([]);
  });
});

describe('the diagnostics', () => {
  closeWindowAfterEach();

  it('show every part, whole, before anything is saved', async () => {
    const fake = await open();
    const parts = screen.getAllByRole('region', { hidden: true });
    expect(parts.map((part) => part.textContent)).toEqual(
      someDiagnostics.files.map((file) => file.text),
    );
    expect(parts.every((part) => part.getAttribute('lang') === 'en')).toBe(true);
    expect(politely()).toBe('Everything has been collected.');
    expect(fake.inputsOf('diagnostics.save')).toEqual([]);
  });

  it('are saved as they were shown; where is said, and can be shown', async () => {
    const fake = await open({ savedTo: '/somewhere/report.zip' });
    await press('Save…');
    expect(fake.inputsOf('diagnostics.save')).toEqual([{ previewId: someDiagnostics.id }]);
    expect(text()).toContain('/somewhere/report.zip');
    expect(politely()).toContain('/somewhere/report.zip');
    await press('Show it in its folder');
    expect(fake.inputsOf('diagnostics.show')).toHaveLength(1);
  });

  it('open no folder at a kiosk', async () => {
    await openKiosk({ name: 'finding', cleaned: null });
    await press(link);
    await press('Save…');
    expect(text()).toContain('The file was saved');
    expect(screen.queryByRole('button', { name: 'Show it in its folder' })).toBeNull();
  });

  it('stay as they are when nobody wants them saved', async () => {
    await open({ savedTo: null });
    await press('Save…');
    expect(text()).not.toContain('The file was saved');
    expect(urgently()).toBe('');
    expect(screen.getByRole('button', { name: 'Save…' })).toBeTruthy();
  });

  it('say when they could not be written, and are saved at the next try', async () => {
    const fake = await open();
    fake.refuse('diagnostics.save', { code: 'diagnosticsNotSaved' });
    await press('Save…');
    expect(urgently()).toContain('The file could not be written.');
    fake.refuse('diagnostics.save', null);
    await press('Save…');
    expect(text()).toContain('The file was saved');
    expect(text()).not.toContain('could not be written');
  });

  it('say that they are being collected, and offer nothing to save until then', async () => {
    const fake = createFakeBridge();
    const release = fake.hold('diagnostics.preview');
    await open(fake);
    expect(text()).toContain('Looking at this computer');
    expect(screen.queryByRole('button', { name: 'Save…' })).toBeNull();
    release();
    await settled();
    expect(screen.getByRole('button', { name: 'Save…' })).toBeTruthy();
  });

  it('say when they could not be collected, and try again', async () => {
    const fake = createFakeBridge();
    fake.refuse('diagnostics.preview', { code: 'unexpected', reference: 'R-1' });
    await open(fake);
    expect(urgently()).toContain('The diagnostics could not be collected');
    // what is open needs no way there
    expect(ways()).toEqual([]);
    fake.refuse('diagnostics.preview', null);
    await press('Look again');
    expect(screen.getByRole('button', { name: 'Save…' })).toBeTruthy();
  });

  it('name whom to give them to, where that is configured', async () => {
    const settings = { ...ready.settings, supportContact: 'Help desk, room 4' };
    await open({ configuration: { ...ready, settings } });
    expect(text()).toContain('Help desk, room 4');
  });
});
