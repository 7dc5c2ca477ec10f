import { describe, expect, it } from 'vitest';
import { screens } from '../../gallery/screens';
import { closeWindowAfterEach, heading, openWindow, screen, settled } from './open-window';

describe('every screen', () => {
  closeWindowAfterEach();

  it.each(Object.entries(screens))(
    '%s has one heading, a title and the focus',
    async (_name, build) => {
      await openWindow(build(Date.now()));
      await settled();
      expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
      expect(document.title).toBe(`${heading().textContent} – Enrollment Desk`);
      expect(document.activeElement).not.toBe(document.body);
      expect(screen.getByRole('main').contains(document.activeElement)).toBe(true);
    },
  );
});
