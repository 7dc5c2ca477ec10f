const heading = (): HTMLElement | null => document.querySelector('h1');
const find = (selector: string, within: ParentNode = document): HTMLElement | null =>
  within.querySelector<HTMLElement>(selector);

const rowSelector = '[data-row]';
const openerSelector = '[data-opener]';
const menuSelector = '[data-menu]';
const rows = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(rowSelector)];
const rowOf = (deviceId: string): HTMLElement | undefined =>
  rows().find(({ dataset }) => dataset.row === deviceId);

const within = (deviceId: string, selector: string): HTMLElement | null => {
  const row = rowOf(deviceId);
  return (row === undefined ? null : find(selector, row)) ?? heading();
};

/** The menu button of a device's row; the heading when the row is no longer there. */
export const deviceMenuTrigger = (deviceId: string): HTMLElement | null =>
  within(deviceId, `${menuSelector} button`);

/** What opens the page of a device; the heading when its row is no longer there. */
export const deviceOpener = (deviceId: string): HTMLElement | null =>
  within(deviceId, openerSelector);

/** A button on the page of a device, by what it does. */
export const deviceButton = (action: string): HTMLElement | null =>
  find(`[data-action="${action}"]`) ?? heading();

/**
 * Where the focus is now, for after a change of the screen: what is moved in the document loses it, and what is gone
 * takes it along. The returned function gives it back, or to what is nearest.
 */
export const rememberFocus = (): (() => void) => {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || held === document.body) return () => undefined;
  const row = held.closest<HTMLElement>(rowSelector);
  const index = row === null ? -1 : rows().indexOf(row);
  const inMenu = held.closest(menuSelector) !== null;
  return () => {
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    if (held.isConnected) {
      held.focus();
      return;
    }
    const near = row?.isConnected === true ? row : index === -1 ? undefined : rows()[index];
    const target =
      near === undefined
        ? null
        : find(near === row && inMenu ? `${menuSelector} button` : openerSelector, near);
    (target ?? heading())?.focus();
  };
};

/** Where the rows of the active devices stand, and which of them this element is in. */
export const activeRows = (
  element: HTMLElement,
): { readonly rows: readonly DOMRect[]; readonly index: number } => {
  const ordered = rows().filter((row) => find('[data-handle]', row) !== null);
  return {
    rows: ordered.map((row) => row.getBoundingClientRect()),
    index: ordered.findIndex((row) => row.contains(element)),
  };
};
