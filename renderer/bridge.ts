import { fail, type Result } from '../shared/result';
import type { Bridge } from '../shared/ipc/bridge';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly desk: Bridge;
  }
}

export type { Bridge };

/** A call that rejects is a bug at the other end: the person sees a failure like any other. */
export const settle = async <T>(call: Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await call;
  } catch {
    return fail({ code: 'unexpected' });
  }
};
