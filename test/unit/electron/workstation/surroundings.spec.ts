import { describe, expect, it } from 'vitest';
import { isRemoteSession, proxyVariables } from '../../../../electron/workstation/surroundings';

const proxy = 'http://kim:secret-marker@proxy.example.org:3128';

describe('variables that send programs to a proxy', () => {
  it('are named, and never what is in them', () => {
    const named = proxyVariables({ https_proxy: proxy, HTTP_PROXY: proxy, ALL_PROXY: proxy });
    expect(named).toEqual(['ALL_PROXY', 'HTTP_PROXY', 'https_proxy']);
    expect(JSON.stringify(named)).not.toContain('secret-marker');
  });

  it.each([
    [{}],
    [{ HTTP_PROXY: '' }],
    [{ HTTP_PROXY: undefined }],
    [{ FTP_PROXY: proxy, MY_HTTP_PROXY: proxy, HTTP_PROXY_PORT: '3128' }],
    [{ HTTP_PROXY: proxy, NO_PROXY: '*' }],
    [{ HTTP_PROXY: proxy, no_proxy: ' * ' }],
  ])('are none in %j', (environment) => {
    expect(proxyVariables(environment)).toEqual([]);
  });

  it('stay where only this computer is taken out: PingOne is asked through the proxy', () => {
    expect(proxyVariables({ HTTPS_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.1' })).toEqual([
      'HTTPS_PROXY',
    ]);
  });
});

describe('a session that is looked at from another computer', () => {
  it.each([
    [{ SSH_CONNECTION: '192.0.2.7 50312 192.0.2.1 22' }],
    [{ SSH_TTY: '/dev/pts/0' }],
    [{ XRDP_SESSION: '1' }],
    [{ X2GO_SESSION: 'kim-50' }],
    [{ CHROME_REMOTE_DESKTOP_SESSION: '1' }],
    [{ VNCDESKTOP: 'desk:1' }],
    [{ SESSIONNAME: 'RDP-Tcp#7' }],
    [{ SessionName: 'rdp-tcp#7' }],
    [{ SESSIONNAME: 'ICA-CGP#1' }],
  ])('is told by %j', (environment) => {
    expect(isRemoteSession(environment)).toBe(true);
  });

  it.each([
    [{}],
    [{ SESSIONNAME: 'Console' }],
    [{ SSH_CONNECTION: '' }],
    [{ SSH_AUTH_SOCK: '/run/user/1000/agent' }],
    [{ OTHERNAME: 'RDP-Tcp#7' }],
  ])('is not told by %j', (environment) => {
    expect(isRemoteSession(environment)).toBe(false);
  });
});
