import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceFor, wordsFor } from '../../../renderer/error-words';
import { deskErrorSchema, type DeskError } from '../../../shared/errors';

const details = {
  host: 'api.example.org',
  issuer: 'Example Inspection CA',
  port: 9410,
  status: 500,
  html: false,
  retryAfterSeconds: 3,
  expected: 'example.org',
  reason: 'access_denied',
  problems: [],
  fields: ['email'],
  attemptsRemaining: 2,
  limit: 5,
  found: 9411,
  names: ['HTTPS_PROXY', 'ALL_PROXY'],
  scopes: ['p1:create:device'],
  permission: 'MFA devices: create',
};
const errors = deskErrorSchema.options.map(
  (option) => ({ ...details, code: option.entries.code.literal }) as unknown as DeskError,
);

describe('the words for failures', () => {
  it.each(errors.map((error) => [error.code, error] as const))(
    '%s has its own sentence and a next step',
    (_code, error) => {
      const { what, next } = wordsFor(error);
      expect(what).toMatch(/^[A-Z].*\.$/);
      expect(next).toMatch(/^[A-Z].*\.$/);
      expect(sentenceFor(error)).not.toMatch(/undefined|null|\{|access_denied/);
    },
  );

  it('tells all failures apart', () => {
    const said = errors.map((error) => wordsFor(error).what);
    expect(new Set(said).size).toBe(errors.length);
  });

  it('counts the tries that a PIN still has', () => {
    const said = [2, 1].map((attemptsRemaining) =>
      sentenceFor({ code: 'pinWrong', attemptsRemaining }),
    );
    expect(said[0]).toContain('2 tries left');
    expect(said[1]).toContain('1 try left');
  });

  it('says of devices that cannot be used what is known of them', () => {
    expect(sentenceFor({ code: 'noUsableDevice' })).toContain('whether the policy allows');
    expect(sentenceFor({ code: 'noUsableDevice', deviceIds: [] })).toContain('whether the policy');
    expect(sentenceFor({ code: 'noUsableDevice', deviceIds: ['one'] })).toContain(
      'locked or blocked',
    );
  });

  // seen to fail: with the issuer, or the permission, left out of the words
  it('[fault 12, 19] names the permission that is missing, and who issued a certificate', () => {
    expect(sentenceFor({ code: 'forbidden', permission: 'p1:create:device' })).toContain(
      'this permission: p1:create:device.',
    );
    const untrusted = { code: 'untrustedCertificate', host: 'api.example.org' } as const;
    expect(sentenceFor({ ...untrusted, issuer: 'Example CA' })).toContain('“Example CA”');
    expect(sentenceFor(untrusted)).not.toContain('issued');
  });

  it('says how long to wait, in whole seconds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3600, noNaN: true }), (retryAfterSeconds) => {
        const { next } = wordsFor({ code: 'rateLimited', retryAfterSeconds });
        expect(next).toMatch(/^Try again in \d+ seconds?\.$/);
      }),
    );
  });
});
