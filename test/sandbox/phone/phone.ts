import type { SandboxUser } from '../address';
import { dashed } from '../auth/device-grant';
import type { Storage } from '../auth/storage';
import { createVisitor, textOf, type Visit, type Visitor } from './visitor';

/** A sign-in that waits for a phone. */
export interface WaitingSignIn {
  /** As the device shows it. */
  userCode: string;
  /** What its QR code says. */
  address: string;
  /** Milliseconds since the epoch, sandbox time. */
  expiresAt: number;
}

/**
 * The phone in somebody's hand (RFC 8628, section 3.3). It starts with an address that it scanned, or a code that was typed,
 * and throws what the page says where it gets no further.
 */
export interface Phone {
  /** Those that nobody has answered yet, oldest first. */
  waiting(): WaitingSignIn[];
  signIn(scanned: string, user: Pick<SandboxUser, 'username' | 'password'>): Promise<void>;
  refuse(scanned: string): Promise<void>;
}

export interface PhoneDependencies {
  storage: Pick<Storage, 'waitingCodes'>;
  authBaseUrl: string;
  /** Where codes are typed. */
  verificationUrl: () => string;
}

export function createPhone(dependencies: PhoneDependencies): Phone {
  const { storage, authBaseUrl, verificationUrl } = dependencies;

  const addressFor = (scanned: string): string => {
    if (!/^https?:/i.test(scanned)) {
      return `${verificationUrl()}?${new URLSearchParams({ user_code: scanned.trim() }).toString()}`;
    }
    if (new URL(scanned).origin !== authBaseUrl) throw new RangeError('that is not our address');
    return scanned;
  };
  /** Opens the address, and answers the question whether this is the right code. */
  const answer = async (visitor: Visitor, scanned: string, button: 'confirm' | 'abort') => {
    const question = htmlOf(await visitor.open(addressFor(scanned)));
    return htmlOf(await visitor.submit(question, { [button]: 'yes' }));
  };

  return {
    waiting: () =>
      storage.waitingCodes().map(({ userCode, expiresAt }) => ({
        userCode: dashed(userCode),
        address: addressFor(dashed(userCode)),
        expiresAt,
      })),
    signIn: async (scanned, { username, password }) => {
      const visitor = createVisitor(authBaseUrl);
      const form = await answer(visitor, scanned, 'confirm');
      const credentials = { username, password, answer: 'sign-in' };
      expectHeading(htmlOf(await visitor.submit(form, credentials)), 'You are signed in');
    },
    refuse: async (scanned) => {
      const html = await answer(createVisitor(authBaseUrl), scanned, 'abort');
      expectHeading(html, 'The sign-in was refused');
    },
  };
}

function htmlOf(visit: Visit): string {
  if (visit.is === 'elsewhere') throw new Error('the phone was sent elsewhere');
  if (visit.status >= 400 || visit.html.includes('role="alert"')) {
    throw new Error(`the phone stopped at: ${textOf(visit.html)}`);
  }
  return visit.html;
}

function expectHeading(html: string, heading: string): void {
  if (!html.includes(`<h1>${heading}</h1>`)) throw new Error(`the phone shows: ${textOf(html)}`);
}
