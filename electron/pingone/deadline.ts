export interface Deadline {
  /** aborts when the caller's signal does, or when the time is up */
  readonly signal: AbortSignal;
  readonly expired: () => boolean;
  /** no more time limit; the caller's signal still counts */
  readonly lift: () => void;
  /** has to be called in the end: timer and listener go */
  readonly clear: () => void;
}

/**
 * A time limit on top of a signal. `AbortSignal.any` with `AbortSignal.timeout` would read better, but in the Node of
 * Electron 33 the pair can be garbage collected before it fires, and the limit is lost.
 */
export const startDeadline = (
  signal: AbortSignal | null,
  milliseconds: number | null,
): Deadline => {
  const controller = new AbortController();
  let expired = false;
  const onAbort = (): void => {
    controller.abort(signal?.reason);
  };
  const onTime = (): void => {
    expired = true;
    controller.abort();
  };
  const timer = milliseconds === null ? undefined : setTimeout(onTime, milliseconds);
  const lift = (): void => {
    clearTimeout(timer);
  };
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    expired: () => expired,
    lift,
    clear: () => {
      lift();
      signal?.removeEventListener('abort', onAbort);
    },
  };
};
