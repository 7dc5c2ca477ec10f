import type { Session } from 'electron';

/** What Chromium knows of the way to a host. */
export interface NetworkSeenByChromium {
  /** `DIRECT`, or `PROXY host:port` and the like, by system settings and PAC; without anybody's credentials */
  resolveProxy(url: string): Promise<string>;
  /** who issued the certificate that this host showed last */
  issuerOf(host: string): string | null;
}

/** Looks on while Chromium verifies certificates, and leaves every decision to it. */
export const watchNetwork = (session: Session): NetworkSeenByChromium => {
  const issuers = new Map<string, string>();
  session.setCertificateVerifyProc(({ hostname, certificate }, callback) => {
    issuers.set(hostname, certificate.issuerName);
    // -3: whatever Chromium found
    callback(-3);
  });
  return {
    resolveProxy: (url) => session.resolveProxy(url),
    issuerOf: (host) => issuers.get(host) ?? null,
  };
};
