import { createSubscriber } from 'svelte/reactivity';

/** The time, told every second while something on the screen depends on it. */
export class Clock {
  readonly #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, 1000);
    return () => {
      clearInterval(timer);
    };
  });

  /** Milliseconds since the epoch, UTC. */
  get now(): number {
    this.#subscribe();
    return Date.now();
  }

  /** Whole seconds until a moment, never less than 0. */
  secondsUntil(moment: number): number {
    return Math.max(0, Math.ceil((moment - this.now) / 1000));
  }
}
