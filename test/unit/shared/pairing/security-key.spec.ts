import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../shared/pairing/event';
import { authentication, describedAs, createPairing } from './a-pairing';
import { facts } from './arbitraries';
import { aReport, noDetails } from './world';
import { begin } from '../../../../shared/pairing/state';

const created: Outcome = {
  kind: 'created',
  deviceId: 'device',
  ...noDetails,
  secret: 'options',
};
const active: Outcome = {
  kind: 'seen',
  device: { id: 'device', status: 'active', locked: false, lockedUntil: null, description: 'Key' },
};
const answered: Outcome = { kind: 'answered', response: 'answer' };
const asksKey = authentication({
  status: 'ASSERTION_REQUIRED',
  prompt: { kind: 'securityKey', options: 'request' },
});

let pairing: ReturnType<typeof describedAs>;
beforeEach(() => {
  pairing = describedAs('FIDO2');
});

describe('pairing a security key', () => {
  it('asks the key with what came with the device, and sends what it answered', () => {
    pairing.pingOne(created);
    expect(pairing.screen()).toMatchObject({
      kind: 'securityKey',
      purpose: 'activate',
      stage: 'asking',
    });
    expect(pairing.command()).toMatchObject({
      kind: 'askKey',
      purpose: 'create',
      options: 'options',
    });
    pairing.pingOne(answered);
    expect(pairing.screen()).toMatchObject({ stage: 'checking' });
    expect(pairing.command()).toMatchObject({
      kind: 'activate',
      type: 'FIDO2',
      response: 'answer',
    });
  });

  it('is not over with the activation: the key is asked once more', () => {
    pairing.pingOne(created);
    pairing.pingOne(answered);
    pairing.pingOne(active);
    pairing.pingOne(asksKey);
    expect(pairing.screen()).toMatchObject({
      kind: 'securityKey',
      purpose: 'prove',
      stage: 'asking',
    });
    expect(pairing.command()).toMatchObject({ kind: 'askKey', purpose: 'get', options: 'request' });
    pairing.pingOne(answered);
    pairing.pingOne(authentication({ status: 'COMPLETED' }));
    expect(pairing.screen()).toMatchObject({ kind: 'done', verdict: { kind: 'proven' } });
  });

  it.each([
    'keyNotAnswered',
    'keyTimedOut',
    'keyAlreadyPaired',
    'keyWithoutVerification',
    'keyWithoutPasskeys',
    'keyUnsuitable',
    'relyingPartyRefused',
    'cancelled',
  ] as const)('a ceremony that ends with %s says so, and can be held again', (code) => {
    pairing.pingOne(created);
    pairing.pingOne({ kind: 'failed', error: { code } });
    expect(pairing.screen()).toMatchObject({ stage: 'stopped', problem: { code } });
    expect(pairing.command()).toBeNull();
    expect(pairing.allowed()).toEqual(['back', 'retry', 'leave']);
    pairing.act({ kind: 'retry' });
    expect(pairing.screen()).toMatchObject({ stage: 'asking', problem: null });
    expect(pairing.command()).toMatchObject({ kind: 'askKey', options: 'options' });
  });

  it.each([
    { code: 'optionsUnreadable' } as const,
    { code: 'relyingPartyMismatch', expected: 'example.net' } as const,
  ])('options that no ceremony can use end it, and the device goes: %j', (error) => {
    pairing.pingOne(created);
    pairing.pingOne({ kind: 'failed', error });
    expect(pairing.command()).toMatchObject({ kind: 'remove', deviceId: 'device' });
    pairing.pingOne({ kind: 'gone' });
    expect(pairing.screen()).toMatchObject({ kind: 'failed', error, left: 'nothing' });
    expect(pairing.allowed()).toContain('retry');
  });

  it('a refused attestation starts over: its challenge is used up', () => {
    pairing.pingOne(created);
    pairing.pingOne(answered);
    pairing.pingOne({ kind: 'failed', error: { code: 'refused', status: 400 } });
    expect(pairing.command()).toMatchObject({ kind: 'readDevice' });
    pairing.pingOne({ ...active, device: { ...active.device, status: 'pending' } });
    expect(pairing.command()).toMatchObject({ kind: 'remove' });
    pairing.pingOne({ kind: 'gone' });
    expect(pairing.screen()).toMatchObject({ kind: 'failed', error: { code: 'refused' } });
  });

  it('an attestation that PingOne never saw can be sent again, without another touch', () => {
    pairing.pingOne(created);
    pairing.pingOne(answered);
    pairing.pingOne({ kind: 'failed', error: { code: 'offline' } });
    expect(pairing.screen()).toMatchObject({ kind: 'failed', left: 'pending' });
    pairing.act({ kind: 'retry' });
    expect(pairing.command()).toMatchObject({ kind: 'activate', response: 'answer' });
  });

  it('a create reply that was lost cannot be gone on with: its options are gone', () => {
    pairing.pingOne({ kind: 'failed', error: { code: 'interrupted' } });
    pairing.pingOne({ kind: 'found', deviceIds: ['device'] });
    expect(pairing.command()).toMatchObject({ kind: 'remove' });
  });

  it('stays unproven, and paired, when the second touch never comes', () => {
    pairing.pingOne(created);
    pairing.pingOne(answered);
    pairing.pingOne(active);
    pairing.pingOne(asksKey);
    pairing.pingOne({ kind: 'failed', error: { code: 'keyTimedOut' } });
    expect(pairing.allowed()).toEqual(['retry', 'leave']);
    pairing.act({ kind: 'leave' });
    expect(pairing.screen()).toMatchObject({
      kind: 'done',
      verdict: { kind: 'notProven', reason: 'left' },
    });
  });
});

describe('a security key that is paired in the browser', () => {
  const inBrowser = (route: Exclude<typeof aReport.route, null>) => {
    const there = createPairing(begin(facts));
    there.act({ kind: 'choose', type: 'FIDO2' });
    there.pingOne({ kind: 'checked', report: { ...aReport, route } });
    return there;
  };
  const appeared: Outcome = {
    kind: 'appeared',
    device: {
      id: 'new',
      type: 'FIDO2',
      target: null,
      nickname: null,
      description: null,
      tokenType: null,
      codeLength: null,
      codePeriod: null,
      codeSpentAt: null,
    },
  };

  it('is not described here where there is no way here', () => {
    const there = inBrowser({ kind: 'browser', because: 'system' });
    expect(there.allowed()).toEqual(['inBrowser', 'back', 'leave']);
  });

  it('is one of two ways where both are open', () => {
    const there = inBrowser({ kind: 'here', caution: 'pin', browser: true });
    expect(there.allowed()).toEqual(['describe', 'inBrowser', 'back', 'leave']);
  });

  it('opens the browser, watches the list, and says why it was not proven here', () => {
    const there = inBrowser({ kind: 'browser', because: 'relyingPartyMissing' });
    there.act({ kind: 'inBrowser' });
    expect(there.command()).toMatchObject({ kind: 'openSelfService' });
    expect(there.screen()).toEqual({ kind: 'browser', host: 'id.example.org', stage: 'opening' });
    there.pingOne({ kind: 'opened' });
    expect(there.screen()).toMatchObject({ stage: 'watching' });
    expect(there.command()).toMatchObject({ kind: 'watchDevices', type: 'FIDO2' });
    there.pingOne(appeared);
    expect(there.screen()).toMatchObject({
      kind: 'done',
      device: { id: 'new' },
      verdict: { kind: 'notProven', reason: { code: 'provenElsewhereOnly' } },
    });
  });

  it('is proven here where that is possible', () => {
    const there = inBrowser({ kind: 'here', caution: 'pin', browser: true });
    there.act({ kind: 'inBrowser' });
    there.pingOne({ kind: 'opened' });
    there.pingOne(appeared);
    expect(there.command()).toMatchObject({ kind: 'beginAuthentication', deviceId: 'new' });
  });

  it('leaves nothing to clean up when it is left', () => {
    const there = inBrowser({ kind: 'browser', because: 'system' });
    there.act({ kind: 'inBrowser' });
    there.pingOne({ kind: 'opened' });
    there.act({ kind: 'back' });
    expect(there.screen()).toMatchObject({ kind: 'choose' });
  });

  it('goes on watching after the network was gone', () => {
    const there = inBrowser({ kind: 'browser', because: 'system' });
    there.act({ kind: 'inBrowser' });
    there.pingOne({ kind: 'opened' });
    there.pingOne({ kind: 'failed', error: { code: 'offline' } });
    expect(there.screen()).toMatchObject({ kind: 'failed', left: 'nothing' });
    there.act({ kind: 'retry' });
    expect(there.command()).toMatchObject({ kind: 'watchDevices' });
  });
});
