import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { deskErrorSchema } from '../../../../shared/errors';
import type { Answer } from '../../../../electron/pingone/answer';
import {
  circumstances,
  deskErrorOf,
  readProblem,
  type Circumstance,
} from '../../../../electron/pingone/problems';

const answer = (status: number, body?: unknown, more: Partial<Answer> = {}): Answer => ({
  status,
  form: body === undefined ? 'empty' : 'json',
  body,
  correlationId: null,
  retryAfter: null,
  date: null,
  ...more,
});
const envelope = (code: string, ...details: object[]) => ({
  id: '5b0d2f63-9a8e-4c8b-8a55-0c6f1d2e7a10',
  code,
  message: 'Call +1 512 555 0123 about code 483920',
  ...(details.length === 0 ? {} : { details }),
});
const reference = '5b0d2f63-9a8e-4c8b-8a55-0c6f1d2e7a10';
const { resource, device, deviceCode, authentication, authenticationCode, newAuthentication } =
  circumstances;

type Row = [name: string, status: number, body: unknown, Circumstance, expected: object];
const rows: Row[] = [
  [
    'an invalid field',
    400,
    envelope('INVALID_DATA', { code: 'INVALID_VALUE', target: 'phone' }),
    resource,
    { code: 'refused', status: 400, target: 'phone', reference },
  ],
  [
    'a wrong code, named by its target',
    400,
    envelope('INVALID_DATA', { code: 'INVALID_VALUE', target: 'otp' }),
    deviceCode,
    { code: 'wrongCode', reference },
  ],
  [
    'a wrong code with a count',
    400,
    envelope('INVALID_DATA', {
      code: 'INVALID_OTP',
      target: 'otp',
      innerError: { attemptsRemaining: 2 },
    }),
    authenticationCode,
    { code: 'wrongCode', attemptsRemaining: 2, reference },
  ],
  [
    'the count under its other spelling',
    400,
    envelope('INVALID_DATA', { code: 'INVALID_OTP', innererror: { attemptsRemaining: 0 } }),
    deviceCode,
    { code: 'wrongCode', attemptsRemaining: 0, reference },
  ],
  [
    'a wrong code at the top level',
    400,
    envelope('INVALID_OTP'),
    deviceCode,
    { code: 'wrongCode', reference },
  ],
  [
    'a wrong code without a target',
    400,
    envelope('INVALID_DATA', { code: 'INVALID_VALUE' }),
    deviceCode,
    { code: 'wrongCode', reference },
  ],
  [
    'a wrong code that became a 403',
    403,
    envelope('INVALID_DATA', { code: 'INVALID_VALUE', target: 'otp' }),
    authenticationCode,
    { code: 'wrongCode', reference },
  ],
  [
    'the same refusal where no code was sent',
    400,
    envelope('INVALID_DATA', { code: 'INVALID_VALUE', target: 'attestation' }),
    device,
    { code: 'refused', status: 400, target: 'attestation', reference },
  ],
  [
    'a token that wants its next code: no failed attempt',
    400,
    envelope('INVALID_DATA', { code: 'EXTRA_OTP_REQUIRED', target: 'otp' }),
    deviceCode,
    { code: 'extraCodeRequired', reference },
  ],
  [
    'too many devices',
    400,
    envelope('REQUEST_FAILED', { code: 'LIMIT_EXCEEDED' }),
    resource,
    { code: 'limitReached', reference },
  ],
  [
    'too many devices, at the top level',
    403,
    envelope('LIMIT_EXCEEDED'),
    resource,
    { code: 'limitReached', reference },
  ],
  [
    'a duplicate as 400',
    400,
    envelope('INVALID_DATA', { code: 'UNIQUENESS_VIOLATION', target: 'email' }),
    resource,
    { code: 'duplicate', reference },
  ],
  [
    'a duplicate as 409',
    409,
    envelope('UNIQUENESS_VIOLATION'),
    resource,
    { code: 'duplicate', reference },
  ],
  [
    'a refused token',
    401,
    envelope('ACCESS_FAILED', { code: 'INVALID_TOKEN' }),
    resource,
    { code: 'signInRequired', reference },
  ],
  [
    'a refused kind of token',
    401,
    envelope('ACCESS_FAILED', { code: 'INVALID_TOKEN' }),
    newAuthentication,
    { code: 'notHere', reference },
  ],
  [
    'missing rights',
    403,
    envelope('ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' }),
    resource,
    { code: 'forbidden', reference },
  ],
  ['a 403 that says nothing', 403, undefined, resource, { code: 'forbidden' }],
  ['the same on deviceAuthentications', 403, undefined, authentication, { code: 'notHere' }],
  [
    'a business rule as 403',
    403,
    envelope('REQUEST_FAILED'),
    resource,
    { code: 'refused', status: 403, reference },
  ],
  ['no such user', 404, envelope('NOT_FOUND'), resource, { code: 'notFound', reference }],
  ['no such device', 404, envelope('NOT_FOUND'), device, { code: 'deviceGone', reference }],
  ['a transaction that is over', 410, undefined, authentication, { code: 'authenticationGone' }],
  ['a wrong verb', 405, undefined, resource, { code: 'refused', status: 405 }],
  ['a wrong media type', 415, undefined, device, { code: 'refused', status: 415 }],
  ['too fast', 429, undefined, resource, { code: 'rateLimited', retryAfterSeconds: 5 }],
  ['an outage', 503, undefined, resource, { code: 'serverError', status: 503 }],
  ['a proxy that wants a password', 407, undefined, resource, { code: 'proxySignIn' }],
  ['a redirect', 302, undefined, resource, { code: 'redirected' }],
];

describe('deskErrorOf', () => {
  it.each(rows)('%s', (_name, status, body, circumstance, expected) => {
    expect(deskErrorOf(answer(status, body), circumstance, 0)).toEqual(expected);
  });

  it('takes the correlation id where there is no error id', () => {
    const error = deskErrorOf(answer(500, undefined, { correlationId: 'c-1' }), resource, 0);
    expect(error).toEqual({ code: 'serverError', status: 500, reference: 'c-1' });
  });

  it.each(['kim@example.org', '+15125550123', 'x'.repeat(200), '<b>'])(
    'does not repeat %j as the name of a field',
    (target) => {
      const error = deskErrorOf(answer(400, envelope('INVALID_DATA', { target })), resource, 0);
      expect(error).toEqual({ code: 'refused', status: 400, reference });
    },
  );

  const anyAnswer = fc.record({
    status: fc.integer({ min: 100, max: 999 }),
    form: fc.constantFrom('json', 'empty', 'html', 'other' as const),
    body: fc.oneof(
      fc.anything(),
      fc.jsonValue(),
      fc.record({
        id: fc.anything(),
        code: fc.anything(),
        target: fc.anything(),
        details: fc.oneof(
          fc.anything(),
          fc.array(
            fc.record({ code: fc.anything(), target: fc.anything(), innerError: fc.anything() }),
          ),
        ),
      }),
    ),
    correlationId: fc.constantFrom(null, 'c-1'),
    retryAfter: fc.oneof(fc.constant(null), fc.string()),
    date: fc.constant(null),
  }) satisfies fc.Arbitrary<Answer>;
  const anyCircumstance = fc.constantFrom(...Object.values(circumstances));

  it('makes a valid error of anything, and never throws', () => {
    fc.assert(
      fc.property(anyAnswer, anyCircumstance, (any, circumstance) => {
        const error = deskErrorOf(any, circumstance, 0);
        expect(v.is(deskErrorSchema, error)).toBe(true);
      }),
    );
  });

  it('reads a problem out of anything', () => {
    fc.assert(
      fc.property(anyAnswer, (any) => {
        const { codes, attemptsRemaining } = readProblem(any);
        expect(codes.every((code) => typeof code === 'string')).toBe(true);
        expect(attemptsRemaining ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
