/**
 * A key that is held down, and the second click of two, come when the screen that they were meant for may be gone: they
 * would press whatever is in its place.
 */
export const pressOnce = (target: Window): void => {
  target.addEventListener(
    'keydown',
    (event) => {
      if (event.repeat && event.key === 'Enter') event.preventDefault();
    },
    { capture: true },
  );
  target.addEventListener(
    'click',
    (event) => {
      // how many clicks in a row this one is; none for a key
      const isAnother = event.detail > 1;
      if (!isAnother || !(event.target instanceof Element)) return;
      if (event.target.closest('button') === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
};
