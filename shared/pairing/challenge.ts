import type { ChallengeKind } from '../devices/descriptor';
import type { DeskError, DeskErrorCode } from '../errors';
import type { Challenge, CodeChallenge, Handle, PairedDevice } from './state';

/** How long the key of an authenticator app can be used, in milliseconds (pingone-mfa-api.md B.3). */
export const keyLifetime = 30 * 60_000;

/** How long the desktop agent may take to answer, in milliseconds (design.md section 4). */
export const agentPatience = 180_000;

/** More rounds than this do not bring a token back: its administrator has to (pingone-mfa-api.md C.1). */
const roundLimit = 2;

/** From so many wrong codes on it is more likely the token than the typing. */
const missLimit = 2;

/** What has to be answered to activate a device that was just created; null: its secret came with a reply that is lost. */
export const firstChallenge = (
  kind: ChallengeKind,
  secret: Handle | null,
  at: number,
): Challenge | null => {
  switch (kind) {
    case 'oneTimeCode':
      return { kind, phase: 'waiting', sentAt: at, sentCount: 1, problem: null };
    case 'hardwareToken':
      return { kind, round: 0, misses: 0, problem: null };
    case 'authenticatorApp':
      return secret === null
        ? null
        : { kind, key: secret, validUntil: at + keyLifetime, problem: null };
    case 'desktopAgent':
      return secret === null ? null : { kind, prompt: secret, askedAt: at };
    case 'securityKey':
      return secret === null ? null : { kind, options: secret, phase: 'asking', problem: null };
    case 'mobileApp':
      return null;
    default:
      return kind satisfies never;
  }
};

/** What a device authentication asks a person to type. */
export const proofChallenge = (
  kind: ChallengeKind,
  sentCount: number,
  at: number,
): CodeChallenge | null => {
  switch (kind) {
    case 'oneTimeCode':
      return { kind, phase: 'waiting', sentAt: at, sentCount, problem: null };
    case 'authenticatorApp':
      return { kind, key: null, validUntil: null, problem: null };
    case 'hardwareToken':
      return { kind, round: 0, misses: 0, problem: null };
    // a phone that gets no pushes shows codes, like any app that makes them
    case 'mobileApp':
      return { kind: 'authenticatorApp', key: null, validUntil: null, problem: null };
    case 'desktopAgent':
    case 'securityKey':
      return null;
    default:
      return kind satisfies never;
  }
};

/** Whether the person types its answer. */
export const isCode = (challenge: Challenge): challenge is CodeChallenge =>
  challenge.kind === 'oneTimeCode' ||
  challenge.kind === 'authenticatorApp' ||
  challenge.kind === 'hardwareToken';

/** What PingOne sent for a key is of no use: another ceremony would not help. */
const endsCeremony: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'optionsUnreadable',
  'relyingPartyMismatch',
  'responseLost',
  'unexpected',
]);

/** A ceremony that came to nothing, to be held again; null where that would not help. */
export const stoppedBy = (challenge: Challenge, problem: DeskError): Challenge | null =>
  challenge.kind === 'securityKey' && !endsCeremony.has(problem.code)
    ? { ...challenge, phase: 'stopped', problem }
    : null;

/** A wrong code says something else where a token was asked for its next one, or has missed before. */
const missedBy = (
  challenge: Extract<Challenge, { kind: 'hardwareToken' }>,
  problem: Extract<DeskError, { code: 'wrongCode' }>,
): DeskError => {
  if (challenge.round > 0) return { ...problem, code: 'notTheNextCode' };
  return challenge.misses + 1 < missLimit ? problem : { ...problem, code: 'tokenOutOfStep' };
};

/**
 * The same challenge once more, with what was wrong with the last answer; null when it cannot be answered again.
 * After a wrong code a token begins anew: PingOne has forgotten the code before it (pingone-mfa-api.md J.1 Q6).
 */
export const askedAgain = (challenge: Challenge, problem: DeskError | null): Challenge | null => {
  switch (challenge.kind) {
    case 'oneTimeCode':
    case 'authenticatorApp':
      return { ...challenge, problem };
    case 'hardwareToken':
      return problem?.code === 'wrongCode'
        ? {
            ...challenge,
            round: 0,
            misses: challenge.misses + 1,
            problem: missedBy(challenge, problem),
          }
        : { ...challenge, problem };
    case 'desktopAgent':
    case 'securityKey':
    case 'mobileApp':
      return null;
    default:
      return challenge satisfies never;
  }
};

/** PingOne took the code and wants the next one as well: nearly there. null: this leads nowhere. */
export const oneMoreCode = (challenge: Challenge): Challenge | null =>
  challenge.kind === 'hardwareToken' && challenge.round < roundLimit
    ? { ...challenge, round: challenge.round + 1, problem: null }
    : null;

/** The device's code is used up: what it shows from now on has to be another one. */
export const withSpentCode = (
  device: PairedDevice,
  length: number | null,
  at: number,
): PairedDevice => ({ ...device, codeLength: length ?? device.codeLength, codeSpentAt: at });
