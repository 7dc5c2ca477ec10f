import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../../electron/webauthn/asked';
import { failureOf } from '../../../../electron/webauthn/failure';
import { aFailure } from '../../../fakes/webauthn-outcomes';

const asked: Asked = { purpose: 'create', challenge: 'AAAA', timeout: 60_000, needsBoth: false };
const silence = 'NotAllowedError';
const passed = 'ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY';

describe('a failure of a ceremony', () => {
  it.each([
    ['InvalidStateError', 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED', 'keyAlreadyPaired'],
    [
      'ConstraintError',
      'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT',
      'keyWithoutVerification',
    ],
    [
      'ConstraintError',
      'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT',
      'keyWithoutPasskeys',
    ],
    ['NotSupportedError', 'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG', 'keyUnsuitable'],
    ['NotSupportedError', null, 'keyUnsuitable'],
    ['NotSupportedError', 'ERROR_MALFORMED_PUBKEYCREDPARAMS', 'optionsUnreadable'],
    ['TypeError', 'ERROR_INVALID_USER_ID_LENGTH', 'optionsUnreadable'],
    ['SecurityError', 'ERROR_INVALID_DOMAIN', 'relyingPartyRefused'],
    ['SecurityError', 'ERROR_INVALID_RP_ID', 'relyingPartyRefused'],
    ['SecurityError', null, 'relyingPartyRefused'],
    [silence, passed, 'keyNotAnswered'],
    ['AbortError', 'ERROR_CEREMONY_ABORTED', 'keyNotAnswered'],
    ['UnknownError', 'ERROR_AUTHENTICATOR_GENERAL_ERROR', 'keyNotAnswered'],
    ['ConstraintError', null, 'keyNotAnswered'],
    ['InvalidStateError', null, 'keyNotAnswered'],
  ])('%s, %s is %s', (name, code, expected) => {
    expect(failureOf(aFailure(name, code), asked)).toEqual({ code: expected });
  });

  it.each([
    [59_700, 'keyNotAnswered'],
    // the browser's clock and ours are not the same
    [59_800, 'keyTimedOut'],
    [60_000, 'keyTimedOut'],
    [61_500, 'keyTimedOut'],
  ])('after %d of 60000 ms of silence is %s', (after, expected) => {
    expect(failureOf(aFailure(silence, passed, after), asked)).toEqual({ code: expected });
    expect(failureOf(aFailure('AbortError', 'ERROR_CEREMONY_ABORTED', after), asked)).toEqual({
      code: expected,
    });
  });

  it.each([
    'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT',
    'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT',
  ])('is not blamed on one thing that a key lacks when two were asked for: %s', (code) => {
    expect(failureOf(aFailure('ConstraintError', code), { ...asked, needsBoth: true })).toEqual({
      code: 'keyNotAnswered',
    });
  });

  it.each(['TypeError', 'Error', 'RangeError', 'invented'])('%s is a mistake of ours', (name) => {
    expect(failureOf(aFailure(name), asked)).toBeNull();
  });
});
