/**
 * Chromium checks what looks like an address with a regular expression of its own, in a context that outlives every page,
 * and a regular expression keeps the text that it matched last. After a person it is given something else to remember.
 */
export const forgetPattern = (): void => {
  const field = document.createElement('input');
  field.type = 'email';
  field.value = 'nobody@example.invalid';
  field.checkValidity();
};
