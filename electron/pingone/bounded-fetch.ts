import { startDeadline } from './deadline';

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** What the network itself said, kept apart from what axios makes of it. */
export class FetchFailed extends Error {
  constructor(cause: unknown) {
    super('fetch failed', { cause });
  }
}
export class AnswerTooLarge extends Error {}
export class NoAnswer extends Error {}

const read = async (response: Response, mostBytes: number): Promise<Uint8Array | null> => {
  if (response.body === null) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * Reads the whole answer, at most `mostBytes` of it: axios limits a stream only where it may build a Response itself.
 * A GET or DELETE has to be answered within `answerWithin` milliseconds. Nothing else has: giving up on a change
 * leaves us not knowing whether it took place.
 *
 * Throws `AnswerTooLarge`, `NoAnswer`, or `FetchFailed` with the cause.
 */
export const createBoundedFetch =
  (
    fetch: Fetch,
    { answerWithin, mostBytes }: { readonly answerWithin: number; readonly mostBytes: number },
  ): Fetch =>
  async (input, init) => {
    const isIdempotent = init?.method === 'GET' || init?.method === 'DELETE';
    const deadline = startDeadline(
      init?.signal ?? new AbortController().signal,
      isIdempotent ? answerWithin : 2 ** 31 - 1,
    );
    try {
      const response = await fetch(input, { ...init, signal: deadline.signal });
      const { status, statusText, headers } = response;
      return new Response(await read(response, mostBytes), { status, statusText, headers });
    } catch (error) {
      if (error instanceof AnswerTooLarge) throw error;
      throw deadline.expired() ? new NoAnswer() : new FetchFailed(error);
    } finally {
      deadline.clear();
    }
  };
