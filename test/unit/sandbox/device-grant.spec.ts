import * as oidc from 'openid-client';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox, type SandboxUser } from '../../sandbox';
import { DEVICE_GRANT } from '../../sandbox/auth/clients';
import type { JsonObject } from '../../sandbox/json';
import { createVisitor } from '../../sandbox/phone/visitor';
import { issuerOf } from '../../sandbox/sign-in';
import { call } from './caller';

let sandbox: Sandbox;
let morgan: SandboxUser;
let issuer: string;

beforeEach(async () => {
  sandbox = await createSandbox();
  morgan = sandbox.address.users.find(({ username }) => username === 'morgan')!;
  issuer = issuerOf(sandbox.address);
});
afterEach(() => sandbox.close());

const form = (url: string, fields: Record<string, string>) =>
  call(url, {
    method: 'POST',
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  });

interface Started {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
}

const ask = (clientId = sandbox.address.operatorClientId, at = issuer) =>
  form(`${at}/device_authorization`, { client_id: clientId, scope: 'openid profile email' });
const start = async () => (await ask()).body as unknown as Started;
const poll = ({ device_code }: Started, clientId = sandbox.address.operatorClientId) =>
  form(`${issuer}/token`, { grant_type: DEVICE_GRANT, device_code, client_id: clientId });
const seconds = (count: number) => sandbox.clock.advance(count * 1_000);
const error = (name: string) => ({ status: 400, body: { error: name } });

describe('a sign-in by phone', () => {
  it('works with a real client, by discovery', async () => {
    const configuration = await oidc.discovery(
      new URL(issuer),
      sandbox.address.operatorClientId,
      undefined,
      oidc.None(),
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- plain http, loopback only
      { execute: [oidc.allowInsecureRequests] },
    );
    const started = await oidc.initiateDeviceAuthorization(configuration, {
      scope: 'openid profile email',
    });
    await sandbox.phone.signIn(String(started.verification_uri_complete), morgan);
    const tokens = await oidc.pollDeviceAuthorizationGrant(configuration, {
      ...started,
      interval: 0.01,
    });
    expect(tokens.claims()?.sub).toBe(morgan.id);
    expect(tokens.refresh_token).toBeUndefined();
    expect(tokens.expires_in).toBe(3600);

    const { apiBaseUrl, environmentId } = sandbox.address;
    const users = `${apiBaseUrl}/v1/environments/${environmentId}/users`;
    expect((await call(users, { token: tokens.access_token })).status).toBe(200);
    seconds(3_600);
    expect((await call(users, { token: tokens.access_token })).status).toBe(401);
  });

  it('is offered as PingOne does', async () => {
    const discovery = await call(`${issuer}/.well-known/openid-configuration`);
    expect(discovery.body.device_authorization_endpoint).toBe(`${issuer}/device_authorization`);
    expect(discovery.body.grant_types_supported).toContain(DEVICE_GRANT);
    const { authBaseUrl, environmentId } = sandbox.address;
    const address = `${authBaseUrl}/${environmentId}/device`;
    const started = await start();
    expect(started).toEqual({
      device_code: expect.stringMatching(/^[\w-]{20,}$/) as string,
      user_code: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/) as string,
      verification_uri: address,
      verification_uri_complete: `${address}?user_code=${started.user_code}`,
      expires_in: 600,
      interval: 5,
    });
  });

  it('has the rights of whoever signed in, whichever app started it', async () => {
    const started = await start();
    const kim = sandbox.address.users[0]!;
    await sandbox.phone.signIn(started.verification_uri_complete, kim);
    const { body } = await poll(started);
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      sub: kim.id,
      client_id: sandbox.address.operatorClientId,
      scope: 'openid profile email',
    });
    const { apiBaseUrl, environmentId } = sandbox.address;
    const users = `${apiBaseUrl}/v1/environments/${environmentId}/users`;
    expect((await call(users, { token: String(body.access_token) })).status).toBe(403);
  });

  it('is for the operator app alone', async () => {
    const { clientId, worker } = sandbox.address;
    expect((await ask(clientId)).status).toBe(400);
    expect((await ask(worker.clientId)).status).toBeGreaterThanOrEqual(400);
    const started = await start();
    expect((await poll(started, clientId)).status).toBe(400);
  });

  it('has the address of a custom domain', async () => {
    sandbox.switches.customDomain = true;
    const { authBaseUrl, operatorClientId } = sandbox.address;
    const at = `${authBaseUrl}/as`;
    const started = (await ask(operatorClientId, at)).body as unknown as Started;
    expect(started.verification_uri).toBe(`${authBaseUrl}/device`);
    expect(sandbox.phone.waiting()[0]?.address).toBe(started.verification_uri_complete);
    await sandbox.phone.signIn(started.verification_uri_complete, morgan);
    const { device_code } = started;
    const fields = { grant_type: DEVICE_GRANT, device_code, client_id: operatorClientId };
    expect((await form(`${at}/token`, fields)).status).toBe(200);
  });

  it('can be switched off, and is then not there', async () => {
    const started = await start();
    sandbox.switches.deviceGrant = false;
    const discovery = await call(`${issuer}/.well-known/openid-configuration`);
    expect(discovery.body).not.toHaveProperty('device_authorization_endpoint');
    expect(discovery.body.grant_types_supported).not.toContain(DEVICE_GRANT);
    expect(await ask()).toMatchObject({ status: 404, body: { error: 'invalid_request' } });
    expect((await call(started.verification_uri)).status).toBe(404);
    expect((await call(`${issuer}/device`)).status).toBe(404);
    expect(await poll(started)).toMatchObject(error('unsupported_grant_type'));
  });
});

describe('a client that waits', () => {
  it('is told to wait, then gets its tokens, once', async () => {
    const started = await start();
    expect(await poll(started)).toMatchObject(error('authorization_pending'));
    seconds(5);
    expect(await poll(started)).toMatchObject(error('authorization_pending'));
    await sandbox.phone.signIn(started.user_code, morgan);
    const { status, body } = await poll(started);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ['access_token', 'expires_in', 'id_token', 'scope', 'token_type'].sort(),
    );
    expect(await poll(started)).toMatchObject(error('invalid_grant'));
  });

  it('is told to slow down, by 5 seconds each time', async () => {
    const started = await start();
    await poll(started);
    seconds(3);
    const early = await poll(started);
    expect(early).toMatchObject(error('slow_down'));
    expect(String(early.body.error_description)).toContain('Correlation ID');
    seconds(6);
    expect(await poll(started)).toMatchObject(error('slow_down'));
    seconds(11);
    expect(await poll(started)).toMatchObject(error('slow_down'));
    seconds(20);
    expect(await poll(started)).toMatchObject(error('authorization_pending'));
    expect(await poll(await start())).toMatchObject(error('authorization_pending'));
  });

  it('waits as long as the switch says', async () => {
    sandbox.switches.devicePollingInterval = 30;
    const started = await start();
    expect(started.interval).toBe(30);
    await poll(started);
    seconds(20);
    expect(await poll(started)).toMatchObject(error('slow_down'));
  });

  it('is told when the code has expired, by the clock', async () => {
    const started = await start();
    seconds(599);
    expect(await poll(started)).toMatchObject(error('authorization_pending'));
    seconds(1);
    expect(await poll(started)).toMatchObject(error('expired_token'));
    await expect(sandbox.phone.signIn(started.user_code, morgan)).rejects.toThrow(
      'This code has expired.',
    );
  });

  it('has as long as the switch says, and not longer for a code that was looked at', async () => {
    sandbox.switches.deviceTimeout = 60;
    const started = await start();
    expect(started.expires_in).toBe(60);
    seconds(40);
    const wrong = { ...morgan, password: 'no' };
    await expect(sandbox.phone.signIn(started.user_code, wrong)).rejects.toThrow('Wrong username');
    expect(await poll(started)).toMatchObject(error('authorization_pending'));
    seconds(21);
    expect(await poll(started)).toMatchObject(error('expired_token'));
  });

  it('is told when the person refuses', async () => {
    const started = await start();
    await sandbox.phone.refuse(started.verification_uri_complete);
    expect(await poll(started)).toMatchObject(error('access_denied'));
  });

  it('with a code that never was gets invalid_grant', async () => {
    const started = { ...(await start()), device_code: 'nonsense' };
    expect(await poll(started)).toMatchObject(error('invalid_grant'));
  });
});

describe('the phone', () => {
  it('knows who waits for it', async () => {
    expect(sandbox.phone.waiting()).toEqual([]);
    const [first, second] = [await start(), await start()];
    expect(sandbox.phone.waiting()).toMatchObject([
      { userCode: first.user_code, address: first.verification_uri_complete },
      { userCode: second.user_code, address: second.verification_uri_complete },
    ]);
    await sandbox.phone.signIn(first.user_code, morgan);
    await sandbox.phone.refuse(second.user_code);
    expect(sandbox.phone.waiting()).toEqual([]);
    await start();
    seconds(600);
    expect(sandbox.phone.waiting()).toEqual([]);
  });

  it('takes a code however it is typed', async () => {
    const started = await start();
    await sandbox.phone.signIn(` ${started.user_code.replace('-', '').toLowerCase()} `, morgan);
    expect((await poll(started)).status).toBe(200);
  });

  it('says why it got no further', async () => {
    const { phone, users } = sandbox;
    await expect(phone.signIn('BBBB-BBBB', morgan)).rejects.toThrow('There is no such code.');
    await expect(phone.refuse('BBBB-BBBB')).rejects.toThrow('There is no such code.');
    const started = await start();
    await phone.signIn(started.user_code, morgan);
    await expect(phone.signIn(started.user_code, morgan)).rejects.toThrow('used already');
    await expect(phone.signIn('https://example.org/device', morgan)).rejects.toThrow('our address');
    users.disable(morgan.id);
    const again = await start();
    await expect(phone.signIn(again.user_code, morgan)).rejects.toThrow('This account is disabled');
  });

  it('is driven from another process', async () => {
    const url = `${sandbox.address.inboxUrl}/phone`;
    const post = (body: JsonObject) =>
      call(url, { method: 'POST', type: 'application/json', body });
    const { username, password } = morgan;
    const started = await start();
    const [waiting] = JSON.parse((await call(url)).text) as JsonObject[];
    expect(waiting).toMatchObject({ userCode: started.user_code });
    const scanned = started.verification_uri_complete;
    expect((await post({ scanned, username, password })).body).toEqual({ answered: true });
    expect((await poll(started)).status).toBe(200);

    const other = await start();
    expect((await post({ scanned: other.user_code, refuse: true })).status).toBe(200);
    expect(await poll(other)).toMatchObject(error('access_denied'));
    expect(await post({ scanned, username, password })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('used already') as string },
    });
    expect((await post({ scanned })).status).toBe(400);
  });
});

describe('the pages for a real browser', () => {
  const visitor = () => createVisitor(sandbox.address.authBaseUrl);
  const open = async (address: string) => {
    const visit = await visitor().open(address);
    if (visit.is === 'elsewhere') throw new Error(visit.address);
    return visit.html;
  };

  it('ask for the code where the address has none', async () => {
    const started = await start();
    const browser = visitor();
    let visit = await browser.open(started.verification_uri);
    const next = async (fields: Record<string, string>) => {
      if (visit.is === 'elsewhere') throw new Error(visit.address);
      visit = await browser.submit(visit.html, fields);
      return visit.is === 'page' ? visit.html : visit.address;
    };
    expect(visit).toMatchObject({ html: expect.stringContaining('<label for="user_code">') });
    expect(await next({ user_code: 'XXXX-XXXX' })).toContain('There is no such code.');
    expect(await next({ user_code: started.user_code })).toContain('<h1>Is this your code?</h1>');
    expect(await next({ confirm: 'yes' })).toContain('<h1>Sign in</h1>');
    const credentials = { username: morgan.username, password: morgan.password };
    expect(await next({ ...credentials, answer: 'sign-in' })).toContain(
      '<h1>You are signed in</h1>',
    );
    expect((await poll(started)).status).toBe(200);
  });

  it('pass on that the person cancelled the sign-in', async () => {
    const started = await start();
    const browser = visitor();
    let visit = await browser.open(started.verification_uri_complete);
    for (const fields of [{ confirm: 'yes' }, { answer: 'cancel' }]) {
      visit = await browser.submit(visit.is === 'page' ? visit.html : '', fields);
    }
    expect(visit).toMatchObject({ html: expect.stringContaining('The sign-in was refused') });
    expect(await poll(started)).toMatchObject(error('access_denied'));
  });

  it('need no script, load nothing, and say so', async () => {
    const started = await start();
    for (const address of [started.verification_uri, started.verification_uri_complete]) {
      const html = await open(address);
      expect(html).not.toContain('<script');
      expect(html).not.toMatch(/(src|href)="(?!data:)/);
      const first = await call(address);
      expect(first.status).toBe(302);
      const { headers } = await call(new URL(first.headers.get('location') ?? '', address).href);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('show a code, and no more than a code', async () => {
    const html = await open(`${issuer}/device?user_code=${encodeURIComponent('"><b>x')}`);
    expect(html).not.toContain('<b>');
    expect(html).toContain('<p class="code">BX-</p>');
  });

  it('take no form from elsewhere', async () => {
    const started = await start();
    const fields = { user_code: started.user_code, confirm: 'yes', xsrf: 'guess' };
    expect(await form(`${issuer}/device`, fields)).toMatchObject(error('invalid_request'));
    const browser = visitor();
    const shown = await browser.open(started.verification_uri_complete);
    const sent = await browser.submit(shown.is === 'page' ? shown.html : '', fields);
    expect(sent).toMatchObject({ status: 400, html: expect.stringContaining('Start again.') });
    expect(sandbox.phone.waiting()).toHaveLength(1);
  });
});

it('is recorded as every request is', async () => {
  const started = await start();
  await poll(started);
  expect(sandbox.requests.at(-2)).toMatchObject({ host: 'auth', method: 'POST', status: 200 });
  expect(sandbox.requests.at(-1)).toMatchObject({ status: 400 });
  expect(sandbox.requests.at(-1)?.body).toContain(started.device_code);
});
