export type HostName = 'auth' | 'api' | 'agent';

/** An answer in place of the real one. Without `body` it is what PingOne would send at that status. */
export interface ReplyFault {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** The effect happens first; only its answer is replaced. */
  afterEffect?: boolean;
}

/**
 * - `delayMs`: late, by the wall clock, then as usual.
 * - `cutBefore`: the connection ends and nothing has happened.
 * - `cutAfter`: it has happened, but the connection ends without an answer.
 * - `cutDuring`: it has happened, and half of the answer arrives.
 * - `garbage`: 200 with a body that claims to be JSON. `html`: 200 with a web page (a captive portal).
 * - `rateLimited`: 429 with Retry-After in seconds. `unavailable`: 503 with Retry-After as a date.
 */
export type FaultEffect =
  | ReplyFault
  | { delayMs: number }
  | 'cutBefore'
  | 'cutAfter'
  | 'cutDuring'
  | 'garbage'
  | 'html'
  | 'rateLimited'
  | 'unavailable';

/** Which request (all that is given must fit; `path` includes the query), how often, and what. */
export interface Fault {
  host?: HostName;
  method?: string;
  path?: RegExp;
  mediaType?: string;
  /** How many requests it meets; 1 unless told. */
  times?: number;
  effect: FaultEffect;
}

export interface FaultRequest {
  host: HostName;
  method: string;
  path: string;
  mediaType: string;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The effect for this request, oldest fault first; counts it as used. */
  take(request: FaultRequest): FaultEffect | undefined;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear: () => {
      waiting = [];
    },
    take: (request) => {
      const found = waiting.find(({ fault }) => fits(fault, request));
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter((entry) => entry !== found);
      return found.fault.effect;
    },
  };
}

function fits(fault: Fault, request: FaultRequest): boolean {
  return (
    (fault.host === undefined || fault.host === request.host) &&
    (fault.method === undefined || fault.method === request.method) &&
    (fault.path === undefined || request.path.search(fault.path) >= 0) &&
    (fault.mediaType === undefined || fault.mediaType === request.mediaType)
  );
}
