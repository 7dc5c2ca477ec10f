import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf, endpointsOf } from '../../../../electron/configuration/endpoints';
import { regions } from '../../../../shared/configuration';

const id = 'e1a7f3d2-90c4-4b1e-8a6f-2f6d8b0c0e11';
const other = 'c11e47d0-3b52-4d0a-9f5e-7a8c5e1d0a01';
const sound = { environmentId: id, clientId: id };

describe('endpoints', () => {
  it('are North America where nothing else is said', () => {
    expect(endpointsOf(sound)).toEqual({
      apiBase: 'https://api.pingone.com/v1',
      authBase: `https://auth.pingone.com/${id}`,
      issuer: `https://auth.pingone.com/${id}/as`,
      apiOrigin: 'https://api.pingone.com',
      authOrigin: 'https://auth.pingone.com',
      environmentId: id,
    });
  });

  it('follow the region, with one /v1 and none on the auth host', () => {
    fc.assert(
      fc.property(fc.constantFrom(...regions), (region) => {
        const { apiBase, authBase } = endpointsOf({ ...sound, region });
        expect(apiBase).toBe(`https://api.pingone.${region}/v1`);
        expect(authBase).toBe(`https://auth.pingone.${region}/${id}`);
      }),
    );
  });

  it('follow a custom domain, which has no environment in its paths', () => {
    const endpoints = endpointsOf({ ...sound, customDomain: 'Login.Example.org' });
    expect(endpoints.issuer).toBe('https://login.example.org/as');
    expect(endpoints.apiBase).toBe('https://api.pingone.com/v1');
  });

  it('follow origins before everything else', () => {
    const given = {
      apiBaseUrl: 'http://127.0.0.1:9001',
      authBaseUrl: 'HTTPS://Auth.example.org:443',
    };
    expect(endpointsOf({ ...sound, ...given, region: 'eu' })).toMatchObject({
      apiBase: 'http://127.0.0.1:9001/v1',
      issuer: `https://auth.example.org/${id}/as`,
    });
    expect(endpointsOf({ ...sound, ...given, customDomain: 'login.example.org' }).issuer).toBe(
      'https://auth.example.org/as',
    );
  });

  it('spell ids as PingOne does', () => {
    const { issuer } = endpointsOf({ ...sound, environmentId: id.toUpperCase() });
    expect(issuer).toBe(`https://auth.pingone.com/${id}/as`);
  });
});

describe('the client', () => {
  it("is the operator's on a kiosk that has one", () => {
    const kiosk = { ...sound, mode: 'kiosk', operatorClientId: other } as const;
    expect(clientOf(kiosk)).toEqual({ clientId: other, operator: true });
    expect(clientOf({ ...kiosk, mode: 'workstation' })).toEqual({ clientId: id, operator: false });
    expect(clientOf({ ...sound, mode: 'kiosk' })).toEqual({ clientId: id, operator: false });
  });
});
