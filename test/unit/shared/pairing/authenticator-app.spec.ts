import { beforeEach, describe, expect, it } from 'vitest';
import { keyLifetime } from '../../../../shared/pairing/challenge';
import { commandFor } from '../../../../shared/pairing/command';
import type { Outcome } from '../../../../shared/pairing/event';
import { begin, type PairingState } from '../../../../shared/pairing/state';
import { transition } from '../../../../shared/pairing/transition';
import type { ScreenOf } from '../../../../shared/pairing/screen';
import { view } from '../../../../shared/pairing/view';
import { facts } from './arbitraries';
import { aReport, noDetails } from './world';

let state: PairingState;
let at: number;

const pingOne = (outcome: Outcome): void => {
  const commandId = commandFor(state)?.id ?? 'nothing is awaited';
  state = transition(state, { kind: 'outcome', commandId, outcome, at });
};
const checked: Outcome = {
  kind: 'checked',
  report: aReport,
};
const screen = () => view(state, at).screen as ScreenOf<'app'>;
const answer = { response: 'handle', length: 6 };

const start = (clockOffset = 0): void => {
  state = begin({ ...facts, clockOffset });
  state = transition(state, { kind: 'choose', type: 'TOTP', at });
  pingOne(checked);
  state = transition(state, {
    kind: 'describe',
    details: { type: 'TOTP' },
    nickname: 'App',
    ownerConfirmed: false,
    at,
  });
};

beforeEach(() => {
  at = 1_800_000_010_000;
  start();
});

const createdWithKey: Outcome = {
  kind: 'created',
  deviceId: 'device',
  ...noDetails,
  secret: 'key',
  codeLength: 6,
  codePeriod: 30,
};

const activate = (): void => {
  pingOne(createdWithKey);
  state = transition(state, { kind: 'answer', answer, spent: false, at });
  pingOne({
    kind: 'seen',
    device: {
      id: 'device',
      status: 'active',
      locked: false,
      lockedUntil: null,
      description: null,
    },
  });
  pingOne({
    kind: 'authentication',
    authentication: {
      id: 'authentication',
      status: 'OTP_REQUIRED',
      selectedDeviceId: 'device',
      prompt: null,
      offered: [],
      error: null,
      reference: 'reference',
    },
  });
};

describe('an authenticator app', () => {
  it('has half an hour to take its key', () => {
    pingOne(createdWithKey);
    expect(screen()).toMatchObject({ kind: 'app', length: 6, validUntil: at + keyLifetime });
    expect(view(state, at).allowed).toEqual(['back', 'answer', 'leave']);
    at += keyLifetime;
    expect(view(state, at).allowed).toEqual(['back', 'retry', 'leave']);
  });

  it('gets a new key for the same name when the old one has died', () => {
    pingOne(createdWithKey);
    at += keyLifetime;
    state = transition(state, { kind: 'retry', at });
    expect(commandFor(state)).toMatchObject({ kind: 'remove', deviceId: 'device' });
    pingOne({ kind: 'gone' });
    pingOne(checked);
    expect(view(state, at).screen).toMatchObject({
      kind: 'describe',
      type: 'TOTP',
      draft: { nickname: 'App' },
    });
  });

  it('whose key was lost on the way is removed, and can be begun again', () => {
    pingOne({ kind: 'failed', error: { code: 'interrupted' } });
    pingOne({ kind: 'found', deviceIds: ['device'] });
    expect(commandFor(state)).toMatchObject({ kind: 'remove', deviceId: 'device' });
    pingOne({ kind: 'gone' });
    expect(state).toMatchObject({ name: 'failed', error: { code: 'responseLost' } });
    expect(view(state, at).allowed).toContain('retry');
  });

  it('is proven with the code of the next half minute', () => {
    activate();
    expect(screen()).toMatchObject({ purpose: 'prove', validUntil: null });
    expect(screen().freshAt).toBe(1_800_000_030_000);
  });

  it('goes by the right time, also where this computer does not', () => {
    start(-7 * 60_000 - 5_000);
    activate();
    // the app's half minute ends at :30 of its own clock, which is 7 min 5 s behind
    expect(screen().freshAt).toBe(1_800_000_035_000);
    expect(view(state, at).clockError).toBe(7 * 60_000 + 5_000);
  });
});

describe('proving a device that is paired', () => {
  it('shows that step alone', () => {
    state = {
      ...state,
      facts: { ...facts, goal: 'prove' },
    };
    expect(view(state, at).rail.map(({ step }) => step)).toEqual(['prove']);
    expect(view(state, at).goal).toBe('prove');
  });
});
