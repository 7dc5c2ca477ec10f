import type { Configuration } from '../../shared/configuration';
import { endpointsOf } from '../configuration/endpoints';
import { request, type Fetch } from '../http/request';
import { inTime } from '../in-time';
import { createServerClock } from '../pingone/server-clock';
import { linesOf, type Fact, type Part } from './part';

export interface NetworkSeen {
  readonly fetch: Fetch;
  /** as Chromium decides for this address: `DIRECT`, or `PROXY host:port` and the like; null: it could not be asked */
  readonly resolveProxy: (url: string) => Promise<string | null>;
  /** who signed the certificate that this host showed last; null while none was seen */
  readonly issuerOf: (host: string) => string | null;
  readonly now: () => number;
}

/** Milliseconds for an answer. */
const patience = 5_000;

/** How this computer reaches the configured hosts: both are asked for what everybody may read. */
export const networkPart = (
  settings: () => Promise<Configuration | null>,
  { fetch, resolveProxy, issuerOf, now }: NetworkSeen,
): Part => ({
  name: 'network',
  async collect(signal) {
    const current = await settings();
    if (current === null) return 'No hosts are configured.';
    const { issuer, apiBase, environmentId } = endpointsOf(current);
    const clock = createServerClock();
    const dates: number[] = [];

    const reach = async (url: string): Promise<string> => {
      const sentAt = now();
      const answer = await request(fetch, url, {}, { signal, timeout: patience });
      if (!answer.ok) return answer.error.code;
      const { status, headers } = answer.value;
      const date = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(date)) {
        clock.observe(date, sentAt, now());
        dates.push(date);
      }
      return `answered with ${String(status)}`;
    };
    const factsOf = async (what: string, url: string): Promise<readonly Fact[]> => {
      const { host, hostname, protocol } = new URL(url);
      const [proxy, reached] = await Promise.all([
        inTime(patience, signal, () => resolveProxy(url).catch(() => null), null),
        reach(url),
      ]);
      return [
        [`${what} host`, host],
        [`${what} proxy`, proxy],
        [`${what} reached`, reached],
        [
          `${what} certificate issued by`,
          protocol === 'http:' ? 'no certificate: plain http' : issuerOf(hostname),
        ],
      ];
    };
    const facts = await Promise.all([
      factsOf('Sign-in', `${issuer}/.well-known/openid-configuration`),
      factsOf('API', `${apiBase}/environments/${environmentId}/users?limit=1`),
    ]);
    const ahead = dates.length > 0 ? Math.round(clock.offset() / 1_000) : null;
    return linesOf([
      ...facts.flat(),
      ["PingOne's clock is ahead of this one by, in seconds", ahead],
    ]);
  },
});
