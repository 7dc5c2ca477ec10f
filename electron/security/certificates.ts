import type { Session } from 'electron';
import * as v from 'valibot';
import { displayText } from '../pingone/lenient';

/** Who signed the certificates that hosts have shown, as the certificates themselves say. */
export interface CertificateWatch {
  /** null for a host whose certificate nobody has looked at yet. */
  issuerOf(host: string): string | null;
}

/** `useResult` of `setCertificateVerifyProc`: what Chromium has found counts. */
const asChromiumFound = -3;

/** Only looks on: whether a certificate is trusted stays Chromium's decision, which nobody can wave through. */
export const watchCertificates = (...sessions: readonly Session[]): CertificateWatch => {
  const issuers = new Map<string, string>();
  for (const session of sessions)
    session.setCertificateVerifyProc(({ hostname, certificate }, callback) => {
      const { commonName, organizations } = certificate.issuer;
      const issuer = v.parse(displayText, commonName === '' ? organizations[0] : commonName);
      if (issuer !== null) issuers.set(hostname, issuer);
      callback(asChromiumFound);
    });
  return { issuerOf: (host) => issuers.get(host) ?? null };
};
