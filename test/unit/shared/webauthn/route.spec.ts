import { describe, expect, it } from 'vitest';
import { routeFor } from '../../../../shared/webauthn/route';

const relyingParty = { id: 'example.org', origin: 'https://login.example.org' };
const selfServiceUrl = 'https://id.example.org/devices';

describe('where a security key is asked', () => {
  it.each([
    ['win32', null],
    ['darwin', 'platform'],
    ['linux', 'pin'],
  ] as const)('on %s: here, and what this system cannot do is known', (platform, caution) => {
    expect(routeFor({ relyingParty }, platform)).toEqual({ kind: 'here', caution, browser: false });
  });

  it('in the browser as well, where there is a page for it', () => {
    expect(routeFor({ relyingParty, selfServiceUrl }, 'linux')).toMatchObject({ browser: true });
  });

  it('never in the browser of a kiosk', () => {
    const mode = 'kiosk' as const;
    expect(routeFor({ relyingParty, selfServiceUrl, mode }, 'win32')).toMatchObject({
      kind: 'here',
      browser: false,
    });
    expect(routeFor({ selfServiceUrl, mode }, 'win32')).toEqual({ code: 'relyingPartyMissing' });
  });

  it.each([
    ['relyingPartyMissing', {}, 'linux', 'relyingPartyMissing'],
    [
      'originNotUnderRelyingParty',
      { relyingParty: { id: 'example.org', origin: 'https://example.net' } },
      'linux',
      'originNotUnderRelyingParty',
    ],
    ['system', { relyingParty }, 'sunos', 'selfServiceMissing'],
  ] as const)(
    'only in the browser: %s; without a page for it, nowhere',
    (because, given, platform, code) => {
      expect(routeFor({ ...given, selfServiceUrl }, platform)).toEqual({
        kind: 'browser',
        because,
      });
      expect(routeFor(given, platform)).toEqual({ code });
    },
  );
});
