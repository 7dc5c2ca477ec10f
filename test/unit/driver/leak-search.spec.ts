import { describe, expect, it } from 'vitest';
import { createLeakSearch } from '../../driver/leak-search';

const jwt =
  'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI1YjBkMmYifQ.c2lnbmF0dXJl_b2Y-dGhpc19vbmVfaXNfbG9uZ19lbm91Z2g';
const search = createLeakSearch([
  { kind: 'token', value: jwt },
  { kind: 'code', value: '073918' },
  { kind: 'key', value: 'VMCAC7EGDVPUL6JH' },
  { kind: 'password', value: 'kim/sandbox+1' },
]);

describe('the search for leaks', () => {
  it.each([
    ['token, plain', `Authorization: Bearer ${jwt}`],
    ['token, plain', `a log that cut it: ${jwt.slice(20, 80)}`],
    ['token, UTF-16', Buffer.from(`x${jwt}`, 'utf16le')],
    ['code, plain', '{"otp":"073918"}'],
    ['code, plain', 'otp=073918&next'],
    ['code, plain', '%7B%22otp%22%3A%22073918%22%7D'],
    ['code, UTF-16', Buffer.from('code 073918.', 'utf16le')],
    ['code, hexadecimal', Buffer.from('073918').toString('hex')],
    ['key, as it is shown for typing', 'VMCA C7EG DVPU L6JH'],
    ['password, URL-encoded', 'password=kim%2Fsandbox%2B1'],
  ])('finds %s: case %#', (leak, where) => {
    expect(search(where)).toContain(leak);
  });

  it.each([0, 1, 2, 3, 4, 5])('finds base64 at any place: %i before', (before) => {
    for (const secret of ['073918', 'VMCAC7EGDVPUL6JH', jwt]) {
      const bytes = Buffer.from(`${'?'.repeat(before)}${secret} and more`);
      expect(search(bytes.toString('base64'))).toHaveLength(1);
      expect(search(bytes.toString('base64url'))).toHaveLength(1);
    }
  });

  it('finds what stands at the very start and the very end', () => {
    expect(search('073918')).toEqual(['code, plain']);
    expect(search('VMCAC7EGDVPUL6JH')).toEqual(['key, plain']);
  });

  it('finds no code in a longer number or a word, and nothing in nothing', () => {
    expect(search('at 1073918 ms, 0739180, a073918, 073918Z')).toEqual([]);
    expect(search('')).toEqual([]);
    expect(search('eyJhbGciOiJSUzI1NiJ9.')).toEqual([]);
  });

  it('names each leak once', () => {
    expect(search('073918 073918')).toEqual(['code, plain']);
  });
});
