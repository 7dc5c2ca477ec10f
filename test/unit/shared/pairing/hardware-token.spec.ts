import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskError } from '../../../../shared/errors';
import { commandFor } from '../../../../shared/pairing/command';
import type { Outcome, SeenAuthentication } from '../../../../shared/pairing/event';
import { resume, type PairingState } from '../../../../shared/pairing/state';
import { transition } from '../../../../shared/pairing/transition';
import type { ScreenOf } from '../../../../shared/pairing/screen';
import { view } from '../../../../shared/pairing/view';
import { facts } from './arbitraries';

const device = {
  id: 'device',
  type: 'OATH_TOKEN',
  target: '23AB009',
  nickname: null,
  description: null,
  tokenType: 'TOTP',
  codeLength: null,
  codePeriod: null,
  codeSpentAt: null,
} as const;

let state: PairingState;
let at: number;

beforeEach(() => {
  at = 1_000_000;
  state = resume(facts, device);
});

const type = (code: string, spent = false): void => {
  const answer = { response: code, length: code.length };
  state = transition(state, { kind: 'answer', answer, spent, at });
};
const pingOne = (outcome: Outcome): void => {
  const commandId = commandFor(state)?.id ?? 'nothing is awaited';
  state = transition(state, { kind: 'outcome', commandId, outcome, at });
};
const refuses = (error: DeskError): void => pingOne({ kind: 'failed', error });
const seen = (status: 'pending' | 'active', locked = false): void =>
  pingOne({
    kind: 'seen',
    device: { id: 'device', status, locked, lockedUntil: null, description: null },
  });
const wantsNext = (): void => refuses({ code: 'extraCodeRequired' });
const missed = (): void => {
  refuses({ code: 'wrongCode', attemptsRemaining: 2 });
  seen('pending');
};
const authentication = (status: SeenAuthentication['status']): void =>
  pingOne({
    kind: 'authentication',
    authentication: {
      id: 'authentication',
      status,
      selectedDeviceId: 'device',
      prompt: null,
      offered: [],
      error: null,
      reference: 'reference',
    },
  });
const screen = () => view(state, at).screen as ScreenOf<'token'>;

describe('a hardware token', () => {
  it('that is in step is active with one code, and proven with the next', () => {
    expect(screen()).toMatchObject({ kind: 'token', purpose: 'activate', ask: 'first' });
    type('123456');
    seen('active');
    authentication('OTP_REQUIRED');
    expect(screen()).toMatchObject({ purpose: 'prove', ask: 'next', length: 6 });
    type('123456', true);
    expect(screen()).toMatchObject({ problem: { code: 'codeUsed' }, busy: null });
    type('654321');
    authentication('COMPLETED');
    expect(view(state, at).screen).toMatchObject({ verdict: { kind: 'proven' } });
  });

  it('that drifted is asked for its next code, which is no failure', () => {
    type('12345678');
    wantsNext();
    expect(screen()).toMatchObject({ ask: 'next', round: 1, length: 8, problem: null });
    type('12345678', true);
    expect(screen()).toMatchObject({ ask: 'next', round: 1, problem: { code: 'codeUsed' } });
    type('87654321');
    seen('active');
    expect(state).toMatchObject({ name: 'proving' });
  });

  it('says by when its next code is there, whether it changes each half minute or each minute', () => {
    type('123456');
    wantsNext();
    expect(screen().nextBy).toEqual({ soon: at + 30_000, late: at + 60_000 });
  });

  it('that counts presses is not waited for', () => {
    state = resume(facts, { ...device, tokenType: 'HOTP' });
    type('123456');
    wantsNext();
    expect(screen()).toMatchObject({ ask: 'next', nextBy: null });
  });

  it('begins anew after a wrong next code', () => {
    type('123456');
    wantsNext();
    type('000000');
    missed();
    expect(screen()).toMatchObject({
      ask: 'first',
      round: 0,
      nextBy: null,
      problem: { code: 'notTheNextCode', attemptsRemaining: 2 },
    });
    type('345678');
    wantsNext();
    type('456789');
    seen('active');
    expect(state).toMatchObject({ name: 'proving' });
  });

  it('is asked a second time, and not a third', () => {
    type('123456');
    wantsNext();
    type('234567');
    wantsNext();
    expect(screen()).toMatchObject({ ask: 'next', round: 2, problem: null });
    type('345678');
    wantsNext();
    expect(state).toMatchObject({ name: 'abandoning', because: { code: 'tokenOutOfStep' } });
    pingOne({ kind: 'gone' });
    expect(view(state, at).screen).toMatchObject({
      kind: 'failed',
      error: { code: 'tokenOutOfStep' },
      left: 'nothing',
    });
  });

  it('that misses twice is out of step rather than mistyped', () => {
    type('111111');
    missed();
    expect(screen().problem).toEqual({ code: 'wrongCode', attemptsRemaining: 2 });
    type('222222');
    missed();
    expect(screen().problem).toEqual({ code: 'tokenOutOfStep', attemptsRemaining: 2 });
    expect(view(state, at).allowed).toContain('answer');
  });

  it('that is locked says so', () => {
    type('111111');
    refuses({ code: 'wrongCode' });
    seen('pending', true);
    expect(screen().problem).toEqual({ code: 'locked' });
  });

  it('keeps its place when the network breaks before PingOne saw the code', () => {
    type('123456');
    wantsNext();
    type('234567');
    refuses({ code: 'offline' });
    expect(screen()).toMatchObject({ ask: 'next', round: 1, problem: { code: 'offline' } });
  });

  it('left while its code is being checked is removed, whether it wants another or not', () => {
    type('123456');
    state = transition(state, { kind: 'leave', at });
    wantsNext();
    expect(state).toMatchObject({ name: 'abandoning', because: null });
  });

  it('that is asked for one more code by an authentication gets it there as well', () => {
    type('123456');
    seen('active');
    authentication('OTP_REQUIRED');
    type('234567');
    wantsNext();
    expect(screen()).toMatchObject({ purpose: 'prove', ask: 'next', round: 1, problem: null });
  });
});
