import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayOpen } from '../../../../electron/security/allowed-link';

const auth = 'https://auth.pingone.eu';
const allowed = [auth, 'https://self.example.org:8443', 'http://127.0.0.1:9031'];

const opens = (text: string): boolean => URL.canParse(text) && mayOpen(new URL(text), allowed);

describe('what may be opened in the system browser', () => {
  it('is any page of the origins that the configuration names', () => {
    const path = fc.stringMatching(/^[a-z0-9/._~%?#@:=-]*$/);
    fc.assert(
      fc.property(fc.constantFrom(...allowed), path, (origin, rest) => opens(`${origin}/${rest}`)),
    );
  });

  it.each([
    'file:///etc/passwd',
    'file://auth.pingone.eu/share',
    'smb://auth.pingone.eu/share',
    'ms-msdt:/id PCWDiagnostic',
    'javascript:alert(1)',
    'javascript://auth.pingone.eu/%0aalert(1)',
    'data:text/html,hi',
    'ftp://auth.pingone.eu/',
    'http://auth.pingone.eu/',
    'https://auth.pingone.eu:444/',
    'https://auth.pingone.eu./',
    'https://auth.pingone.eu.elsewhere.example/',
    'https://elsewhere.example/auth.pingone.eu',
    'https://auth.pingone.eu@elsewhere.example/',
    'https://kim@auth.pingone.eu/',
    'https://:secret@auth.pingone.eu/',
    'https://аuth.pingone.eu/', // a Cyrillic а
    'https://auth.ping\u200Bone.eu.example/',
    'https://auth。pingone。eu.example/',
    'http://localhost:9031/',
    'https://127.0.0.1:9031/',
    'http://127.0.0.2:9031/',
    'blob:https://auth.pingone.eu/0',
    'view-source:https://auth.pingone.eu/',
    'vbscript:x',
  ])('is not %s', (text) => {
    expect(opens(text)).toBe(false);
  });

  it('is nothing else, whatever the address is made of', () => {
    const part = fc.constantFrom(
      ...['https:', 'http:', 'file:', 'smb:', 'javascript:', '//', '/', '\\', '@', ':', '.', ' '],
      ...['\t', '\n', '\u0000', '%00', '%2e', '?', '#', 'auth.pingone.eu', 'elsewhere.example'],
      ...['127.0.0.1', '9031', '8443', 'self.example.org', 'kim', 'xn--', 'а', '\u202e', '[::1]'],
    );
    const parts = fc.array(part, { maxLength: 8 }).map((each) => each.join(''));
    const around = fc.tuple(parts, fc.constantFrom('', ...allowed), parts);
    let opened = 0;
    fc.assert(
      fc.property(around, (pieces) => {
        const text = pieces.join('');
        if (!opens(text)) return;
        opened += 1;
        // what is handed to the system is the address as it was understood
        const { href } = new URL(text);
        expect(allowed.some((origin) => href.startsWith(`${origin}/`))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(opened).toBeGreaterThan(20);
  });
});
