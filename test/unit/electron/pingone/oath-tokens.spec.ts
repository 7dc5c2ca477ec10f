import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOathTokens } from '../../../../electron/pingone/oath-tokens';
import { fail, ok } from '../../../../shared/result';
import { context, createClient, createWire, endpointsAt, ids, type Wire } from './wire';

let wire: Wire;
beforeAll(async () => {
  wire = await createWire();
});
afterAll(() => wire.close());

const tokens = () => createOathTokens({ http: createClient(endpointsAt(wire.origin)).http });
const path = `/v1/environments/${ids.environment}/oathTokens`;
const tokenId = '0d5a9a52-0000-4000-8000-00000000beef';
const shown = {
  id: tokenId,
  serialNumber: '23AB009',
  type: 'TOTP',
  otpLength: 8,
  totp: { timeStep: 60, drift: -3 },
  secret: 'must-not-be-kept',
  devices: [{ id: ids.device, user: { id: ids.user } }],
};
const token = {
  id: tokenId,
  serialNumber: '23AB009',
  tokenType: 'TOTP',
  length: 8,
  period: 60,
  drift: -3,
  boundTo: { deviceId: ids.device, userId: ids.user },
};
const problem = (status: number, detail: object, code = 'INVALID_DATA') => ({
  status,
  json: { id: 'e-1', code, details: [detail] },
});
const filterOf = (url: string) => new URL(url, wire.origin).searchParams.get('filter');

describe('finding hardware tokens', () => {
  it('asks for what their serial number begins with', async () => {
    wire.answer({
      json: { _embedded: { oathTokens: [shown, { id: tokenId }, 'junk'] }, count: 3 },
    });
    expect(await tokens().find('23AB', 20, context())).toEqual(ok({ tokens: [token], more: true }));
    expect(wire.seen).toMatchObject([{ method: 'GET', headers: { accept: 'application/json' } }]);
    const { pathname, searchParams } = new URL(wire.seen[0]!.url, wire.origin);
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      path,
      { filter: 'serialNumber sw "23AB"', limit: '20' },
    ]);
  });

  it('asks for the very number where PingOne knows no prefixes', async () => {
    wire.answer(problem(400, { code: 'INVALID_VALUE', target: 'filter' }), {
      json: { _embedded: { oathTokens: [shown] } },
    });
    expect(await tokens().find('23AB009', 20, context())).toEqual(
      ok({ tokens: [token], more: false }),
    );
    expect(wire.seen.map(({ url }) => filterOf(url))).toEqual([
      'serialNumber sw "23AB009"',
      'serialNumber eq "23AB009"',
    ]);
  });

  it('keeps what was typed in its quotes', async () => {
    wire.answer({ json: {} });
    expect(await tokens().find('" or serialNumber pr or "\\', 20, context())).toEqual(
      ok({ tokens: [], more: false }),
    );
    expect(filterOf(wire.seen[0]!.url)).toBe('serialNumber sw "\\" or serialNumber pr or \\"\\\\"');
  });

  it('shows no more than was asked for, and says that there are others', async () => {
    const next = { next: { href: `${wire.origin}${path}?cursor=2` } };
    wire.answer({ json: { _embedded: { oathTokens: [shown, shown] }, _links: next } });
    const found = await tokens().find('23', 1, context());
    expect(found).toEqual(ok({ tokens: [token], more: true }));
  });

  it.each([
    [
      { type: 'HOTP', hotp: { counter: 7 }, totp: { timeStep: 30, drift: 2 } },
      { tokenType: 'HOTP', period: null, drift: null },
    ],
    [
      { type: 'TOTP', totp: undefined },
      { period: null, drift: null },
    ],
    [
      { type: 'LASER', otpLength: 'eight' },
      { tokenType: null, length: null, drift: null },
    ],
    [{ devices: [] }, { boundTo: null }],
    [{ devices: [{ id: ids.device }] }, { boundTo: null }],
    [{ devices: undefined }, { boundTo: null }],
  ])('reads %j', async (change, read) => {
    wire.answer({ json: { _embedded: { oathTokens: [{ ...shown, ...change }] } } });
    expect(await tokens().find('23', 20, context())).toMatchObject({
      value: { tokens: [{ serialNumber: '23AB009', ...read }] },
    });
  });

  it('is for administrators', async () => {
    wire.answer(problem(403, { code: 'INSUFFICIENT_PERMISSIONS' }, 'ACCESS_FAILED'));
    expect(await tokens().find('23', 20, context())).toMatchObject({
      error: { code: 'forbidden' },
    });
  });
});

describe('bringing a hardware token back in step', () => {
  it('sends the codes as they are, once', async () => {
    wire.answer({ json: shown });
    expect(await tokens().resync(tokenId, ['01053192', '13173503'], context())).toEqual(ok(token));
    expect(wire.seen).toMatchObject([
      {
        method: 'POST',
        url: `${path}/${tokenId}`,
        headers: { 'content-type': 'application/vnd.pingidentity.device.resync+json' },
        body: '{"otps":["01053192","13173503"]}',
      },
    ]);
  });

  it('takes an answer without a token for a success', async () => {
    wire.answer({ status: 204 });
    expect(await tokens().resync(tokenId, ['000000'], context())).toEqual(ok(null));
  });

  it.each([
    [problem(400, { code: 'EXTRA_OTP_REQUIRED', target: 'otp' }), 'extraCodeRequired'],
    [problem(400, { code: 'INVALID_VALUE', target: 'otps' }), 'codesNotConsecutive'],
    [problem(400, { code: 'INVALID_VALUE', target: 'otps[1]' }), 'codesNotConsecutive'],
    [problem(400, { code: 'INVALID_VALUE', target: 'otp' }), 'codesNotConsecutive'],
    [problem(400, { code: 'INVALID_VALUE' }), 'codesNotConsecutive'],
    [problem(400, { code: 'INVALID_OTP' }), 'codesNotConsecutive'],
    [problem(400, { code: 'INVALID_VALUE', target: 'serialNumber' }), 'refused'],
    [{ status: 404, json: { id: 'e-1', code: 'NOT_FOUND' } }, 'tokenNotFound'],
    [problem(403, { code: 'INSUFFICIENT_PERMISSIONS' }, 'ACCESS_FAILED'), 'forbidden'],
    [{ status: 503, json: { id: 'e-1' } }, 'serverError'],
  ])('%j: %s', async (answer, code) => {
    wire.answer(answer);
    const resynced = await tokens().resync(tokenId, ['123456', '654321'], context());
    expect(resynced).toMatchObject({ ok: false, error: { code, reference: 'e-1' } });
    expect(wire.seen).toHaveLength(1);
  });

  it('does not take a web page for an answer of PingOne', async () => {
    wire.answer({ headers: { 'Content-Type': 'text/html' }, text: '<!doctype html>' });
    expect(await tokens().resync(tokenId, ['123456'], context())).toMatchObject({
      error: { code: 'badResponse', html: true },
    });
  });

  it('never carries a code in an error', async () => {
    wire.answer(problem(400, { code: 'INVALID_VALUE', target: '123456', message: '123456' }));
    const resynced = await tokens().resync(tokenId, ['123456'], context());
    expect(resynced.ok).toBe(false);
    expect(JSON.stringify(resynced)).not.toContain('123456');
  });
});

describe('reading a hardware token', () => {
  it('never brings its secret along', async () => {
    wire.answer({ json: shown });
    expect(await tokens().read(tokenId, context())).toEqual(ok(token));
    expect(wire.seen.map(({ url }) => url)).toEqual([`${path}/${tokenId}`]);
  });

  it('says that it is not there', async () => {
    wire.answer({ status: 404, json: {} });
    expect(await tokens().read(tokenId, context())).toEqual(fail({ code: 'tokenNotFound' }));
  });
});
