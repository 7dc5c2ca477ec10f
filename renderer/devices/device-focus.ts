const heading = (): HTMLElement | null => document.querySelector('h1');

/** The menu button of a device's row; the heading when the row is no longer there. */
export const deviceMenuTrigger = (deviceId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-device="${CSS.escape(deviceId)}"] button`) ??
  heading();
