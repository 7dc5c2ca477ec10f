import { describe, expect, it, vi } from 'vitest';
import CrashScreen from '../../../renderer/components/CrashScreen.svelte';
import page from '../../../renderer/index.html?raw';
import { createFakeBridge } from '../../fakes/fake-bridge';
import { render } from '@testing-library/svelte';
import { closeWindowAfterEach, fireEvent, heading, openWindow, press, screen } from './open-window';

describe('the window', () => {
  closeWindowAfterEach();

  it('begins as the bar that is there from the first moment on', async () => {
    const before = new DOMParser().parseFromString(page, 'text/html');
    const first = before.querySelector('#app > header');
    await openWindow();
    const bar = screen.getByRole('banner');
    // what Svelte adds to classes is its own
    expect([...bar.classList]).toContain(first?.className);
    const flat = (element: Element | null | undefined) =>
      element?.outerHTML.replace(/\s*\n\s*/g, '');
    expect(flat(bar.querySelector('svg'))).toBe(flat(first?.querySelector('svg')));
    expect(bar.querySelector('b')?.outerHTML).toBe(first?.querySelector('b')?.outerHTML);
  });

  it('says that it could not start, and tries again', async () => {
    const fake = createFakeBridge();
    fake.refuse('configuration.read', { code: 'unexpected', reference: 'R-7' });
    await openWindow(fake);
    expect(heading().textContent).toBe('This did not start properly');
    expect(screen.getByText('R-7')).toBeTruthy();
    fake.refuse('configuration.read', null);
    await press('Try again');
    expect(heading().textContent).toBe('Your devices');
  });

  it('shows a call that rejects like any other failure', async () => {
    const fake = createFakeBridge();
    const broken = {
      ...fake.bridge,
      devices: { ...fake.bridge.devices, list: () => Promise.reject(new Error('broken pipe')) },
    };
    await openWindow({ ...fake, bridge: broken });
    expect(screen.getByRole('main').textContent).toContain('Something went wrong in this program.');
    expect(document.body.textContent).not.toContain('broken pipe');
  });

  it('takes an event that came before the answer for the newer one', async () => {
    const fake = createFakeBridge({ session: { state: 'restoring' } });
    const release = fake.hold('session.read');
    await openWindow(fake);
    fake.showSession({ state: 'signedOut', reason: null, ways: ['browser'] });
    fake.refuse('session.read', { code: 'timedOut' });
    release();
    await Promise.resolve();
    expect(await screen.findByRole('button', { name: 'Sign in with your browser' })).toBeTruthy();
  });

  it('offers to reload when something breaks', async () => {
    await openWindow();
    await fireEvent(window, new Event('unhandledrejection'));
    expect(heading().textContent).toBe('Something went wrong in this window');
    expect(document.activeElement).toBe(heading());
  });

  it('reloads', async () => {
    const reload = vi.fn();
    render(CrashScreen, { reload });
    await press('Reload');
    expect(reload).toHaveBeenCalledOnce();
  });
});
