import { describe, expect, it } from 'vitest';
import {
  dangersOf,
  refusedSwitches,
  refusedVariables,
} from '../../../../electron/security/start-up-guard';

describe('the start-up guard', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--inspect',
    '--inspect-brk=0',
    '--ignore-certificate-errors',
    '--proxy-server=127.0.0.1:8080',
    '--host-rules=MAP * 127.0.0.1',
    '--no-sandbox',
    '--disable-web-security',
    '--load-extension=/tmp/x',
    '-remote-debugging-port=9222',
    '--REMOTE-DEBUGGING-PORT=1',
  ])('keeps a release from starting with %s', (argument) => {
    expect(dangersOf([argument], {}, 'release')).toHaveLength(1);
  });

  it.each([
    '--inspect_brk',
    '/proxy-server=http://127.0.0.1:1',
    ' --no-sandbox ',
    '--js-flags=a\nb',
  ])('knows %j by any spelling that Chromium or Node takes', (argument) => {
    expect(dangersOf([argument], {}, 'release')).toHaveLength(1);
  });

  it('finds each of all at once', () => {
    const argv = refusedSwitches.map((name) => `--${name}=x`);
    const environment = Object.fromEntries(refusedVariables.map((name) => [name, '1']));
    expect(dangersOf(argv, environment, 'release')).toEqual([
      ...refusedSwitches,
      ...refusedVariables,
    ]);
  });

  it.each(['NODE_TLS_REJECT_UNAUTHORIZED', 'SSLKEYLOGFILE'])(
    'keeps a release from starting with the variable %s',
    (name) => {
      expect(dangersOf([], { [name]: '0' }, 'release')).toEqual([name]);
    },
  );

  it('lifts for tests what the test driver passes, and nothing that weakens TLS or the network', () => {
    expect(
      dangersOf(['--inspect=0', '--remote-debugging-port=0', '--no-sandbox'], {}, 'test'),
    ).toEqual([]);
    expect(
      dangersOf(['--ignore-certificate-errors'], { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'test'),
    ).toEqual(['ignore-certificate-errors', 'NODE_TLS_REJECT_UNAUTHORIZED']);
  });

  it('takes no offence at what is harmless', () => {
    expect(
      dangersOf(
        ['--selftest', 'some/file', '/home/kim/inspect', '--', '--inspect'],
        { PATH: '/bin', HTTPS_PROXY: 'http://proxy.example:3128', SSLKEYLOGFILE: '' },
        'release',
      ),
    ).toEqual([]);
  });
});
