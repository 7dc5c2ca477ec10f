import type { Fetch } from '../http/request';
import { startDeadline } from './deadline';

/** What the network itself said, kept apart from what axios makes of it. */
export class FetchFailed extends Error {
  constructor(cause: unknown) {
    super('fetch failed', { cause });
  }
}
/** The answer had begun, and broke off. */
export class AnswerCut extends Error {}
export class AnswerTooLarge extends Error {}
export class NoAnswer extends Error {}

const readText = async (response: Response, mostBytes: number): Promise<string | null> => {
  if (response.body === null) return null;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(Buffer.concat(chunks));
    size += value.byteLength;
    if (size > mostBytes) {
      // the rest is never read; what the server thinks of that does not matter
      reader.cancel().catch(() => undefined);
      throw new AnswerTooLarge();
    }
    chunks.push(value);
  }
};

export interface Bounds {
  /** milliseconds until a GET or DELETE has to begin to be answered */
  readonly answerWithin: number;
  readonly mostBytes: number;
}

/**
 * Reads the whole answer, at most `mostBytes` of it: axios limits a stream only where it may build a Response itself.
 * Only a GET or DELETE is given up early: giving up on a change leaves us not knowing whether it took place.
 *
 * Throws `AnswerTooLarge`, `AnswerCut`, `NoAnswer`, or `FetchFailed` with the cause.
 */
export const createBoundedFetch =
  (fetch: Fetch, { answerWithin, mostBytes }: Bounds): Fetch =>
  async (input, init) => {
    const isIdempotent = init?.method === 'GET' || init?.method === 'DELETE';
    const deadline = startDeadline(init?.signal ?? null, isIdempotent ? answerWithin : null);
    let answered = false;
    try {
      const response = await fetch(input, { ...init, signal: deadline.signal });
      answered = true;
      deadline.lift();
      const { status, statusText, headers } = response;
      return new Response(await readText(response, mostBytes), { status, statusText, headers });
    } catch (error) {
      if (error instanceof AnswerTooLarge) throw error;
      if (deadline.expired()) throw new NoAnswer();
      throw answered ? new AnswerCut() : new FetchFailed(error);
    } finally {
      deadline.clear();
    }
  };
