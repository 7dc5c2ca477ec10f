import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../shared/result';
import { createDeviceAuthentications } from '../../../../electron/pingone/device-authentications';
import { createPingOneDevices } from '../../../../electron/pingone/devices';
import { createPolicies } from '../../../../electron/pingone/policies';
import { createUsers } from '../../../../electron/pingone/users';
import { context, createClient, createWire, endpointsAt, ids, type Wire } from './wire';

let wire: Wire;
beforeAll(async () => {
  wire = await createWire();
});
afterAll(() => wire.close());

const services = () => {
  const { http, log, logged } = createClient(endpointsAt(wire.origin));
  return {
    logged,
    devices: createPingOneDevices({ http }),
    authentications: createDeviceAuthentications({ http, log }),
    users: createUsers({ http }),
    policies: createPolicies({ http }),
  };
};
const devicesPath = `/v1/environments/${ids.environment}/users/${ids.user}/devices`;
const device = (id: string, more: object = {}) => ({
  id,
  type: 'EMAIL',
  status: 'ACTIVE',
  ...more,
});
const missing = { status: 404, json: { id: 'e-1', code: 'NOT_FOUND' } };

describe('the list of devices', () => {
  // seen to fail: with the first page taken for all of them
  it('[fault 22] goes through all pages of the same origin, and takes the order from either place', async () => {
    wire.answer(
      {
        json: {
          _embedded: { devices: [device('a'), 'junk', { type: 'SMS' }] },
          order: ['a'],
          _links: { next: { href: `${wire.origin}${devicesPath}?cursor=2` } },
        },
      },
      { json: { _embedded: { devices: [device('b')], order: [{ id: 'b' }] } } },
    );
    const listed = await services().devices.list(ids.user, context());
    expect(listed.ok && listed.value.devices.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(listed.ok && listed.value.order).toEqual(['a', 'b']);
    expect(wire.seen.map(({ url }) => url)).toEqual([
      `${devicesPath}?expand=order`,
      `${devicesPath}?cursor=2`,
    ]);
  });

  // seen to fail: with `addressOf` taking any link the token goes elsewhere; with `seen` left out the circle is asked twenty times
  it.each([
    ['another origin', () => 'https://evil.example/v1/environments/x'],
    ['a circle', () => `${wire.origin}${devicesPath}?cursor=1`],
  ])('[fault 23] is not cut short silently by %s', async (_name, href) => {
    wire.answer({ json: { _embedded: { devices: [] }, _links: { next: { href: href() } } } });
    const listed = await services().devices.list(ids.user, context());
    expect(listed).toEqual(fail({ code: 'badResponse', status: 200, html: false }));
    expect(wire.seen.length).toBeLessThanOrEqual(2);
  });

  // seen to fail: with `mostPages` twice as many
  it('[fault 23] ends after twenty pages', async () => {
    let page = 0;
    wire.answer((response) => {
      page += 1;
      const href = `${wire.origin}${devicesPath}?cursor=${String(page)}`;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ _embedded: { devices: [] }, _links: { next: { href } } }));
    });
    const listed = await services().devices.list(ids.user, context());
    expect(listed.ok).toBe(false);
    expect(wire.seen).toHaveLength(20);
  });

  // seen to fail: with `mostBytes`, or `mostDevices`, larger than these, they are read; a recursive reader overflows its
  // stack on the third; with what is no JSON taken for an empty list, the last is one
  it.each([
    ['more than is ever read', () => `{"_embedded":{"devices":[]},"x":"${'x'.repeat(200_000)}"}`],
    [
      'more devices than anybody has',
      () =>
        `{"_embedded":{"devices":[${Array.from({ length: 1_001 }, () => '{"id":"a"}').join()}]}}`,
    ],
    ['brackets without end', () => `${'['.repeat(40_000)}${']'.repeat(40_000)}`],
    ['depths that are not ours', () => `{"_embedded":{"devices":${'['.repeat(40_000)}`],
  ])('[fault 22] of %s is refused, and nothing breaks', async (_name, text) => {
    wire.answer({ text: text() });
    const listed = await services().devices.list(ids.user, context());
    expect(listed).toMatchObject(fail({ code: 'badResponse' }));
    expect(wire.seen).toHaveLength(1);
  });

  // seen to fail: with `v.nullable(v.string())` in the place of `displayText` there is no device
  it('[fault 22] of few devices with much that nobody asked for has those devices', async () => {
    const deep = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) as unknown;
    wire.answer({
      json: { _embedded: { devices: [device('a', { nickname: deep, more: deep })] } },
    });
    const listed = await services().devices.list(ids.user, context());
    expect(listed).toMatchObject(ok({ devices: [{ id: 'a', nickname: null }] }));
  });

  it('of somebody who is not there', async () => {
    wire.answer(missing);
    expect(await services().devices.list(ids.user, context())).toEqual(
      fail({ code: 'notFound', reference: 'e-1' }),
    );
  });
});

describe('creating a device', () => {
  it('is always pending, whatever the fields say', async () => {
    wire.answer({ status: 201, json: device(ids.device, { status: 'ACTIVATION_REQUIRED' }) });
    const created = await services().devices.create(
      ids.user,
      {
        type: 'EMAIL',
        fields: { email: 'kim@example.org', status: 'ACTIVE', type: 'SMS' },
        nickname: 'Work',
        policyId: ids.policy,
      },
      context(),
    );
    expect(created).toMatchObject(
      ok({ device: { id: ids.device, status: 'pending' }, desktopOptions: null }),
    );
    expect(JSON.parse(wire.seen[0]?.body ?? '')).toEqual({
      type: 'EMAIL',
      email: 'kim@example.org',
      status: 'ACTIVATION_REQUIRED',
      policy: { id: ids.policy },
      nickname: 'Work',
    });
  });

  it('names neither policy nor nickname where there is none', async () => {
    wire.answer({ status: 200, json: device(ids.device) });
    await services().devices.create(
      ids.user,
      { type: 'PINGID_DESKTOP_GEN2', fields: {}, nickname: '', policyId: null },
      context(),
    );
    expect(JSON.parse(wire.seen[0]?.body ?? '')).toEqual({
      type: 'PINGID_DESKTOP_GEN2',
      status: 'ACTIVATION_REQUIRED',
    });
  });

  it.each([
    ['broken JSON', { text: '{"id":' }],
    ['no device', { json: { hello: 'world' } }],
    ['an empty answer', { status: 204 }],
  ])('leaves open what happened after %s', async (_name, reply) => {
    wire.answer(reply);
    const created = await services().devices.create(
      ids.user,
      { type: 'EMAIL', fields: {}, nickname: null, policyId: null },
      context(),
    );
    expect(created).toMatchObject({ ok: false, error: { code: 'badResponse', html: false } });
    expect(wire.seen).toHaveLength(1);
  });
});

describe('one device', () => {
  it.each([
    ['read', () => services().devices.read(ids.user, ids.device, context())],
    [
      'activate',
      () => services().devices.activate(ids.user, ids.device, { otp: '123456' }, context()),
    ],
    ['resend', () => services().devices.resend(ids.user, ids.device, context())],
  ])('is gone: %s', async (_name, call) => {
    wire.answer(missing);
    expect(await call()).toEqual(fail({ code: 'deviceGone', reference: 'e-1' }));
  });

  it('counts as removed when it is not there', async () => {
    wire.answer(missing);
    expect(await services().devices.remove(ids.user, ids.device, context())).toEqual(ok(undefined));
    wire.answer({ status: 503 }, { status: 204 });
    expect(await services().devices.remove(ids.user, ids.device, context())).toEqual(ok(undefined));
    expect(wire.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `DELETE ${devicesPath}/${ids.device}`,
      `DELETE ${devicesPath}/${ids.device}`,
    ]);
  });

  it('is not removed by the page of a captive portal', async () => {
    wire.answer({ headers: { 'Content-Type': 'text/html' }, text: '<p>Sign in to the Wi-Fi' });
    expect(await services().devices.remove(ids.user, ids.device, context())).toEqual(
      fail({ code: 'badResponse', status: 200, html: true }),
    );
  });

  it('gets a nickname', async () => {
    wire.answer({ json: device(ids.device) });
    await services().devices.rename(ids.user, ids.device, 'Desk', context());
    expect(wire.seen).toMatchObject([
      {
        method: 'PUT',
        url: `${devicesPath}/${ids.device}/nickname`,
        body: '{"nickname":"Desk"}',
        headers: { 'content-type': 'application/json' },
      },
    ]);
  });

  it('is sent its code again', async () => {
    wire.answer({ status: 202, text: '' });
    expect(await services().devices.resend(ids.user, ids.device, context())).toEqual(ok(undefined));
    expect(wire.seen[0]?.headers['content-type']).toBe(
      'application/vnd.pingidentity.device.sendActivationCode+json',
    );
  });
});

describe('device authentications', () => {
  const authentication = (more: object) => ({
    json: { id: ids.authentication, status: 'OTP_REQUIRED', ...more },
    headers: { 'Correlation-Id': 'c-1' },
  });

  it('begin with the device, and select by another key', async () => {
    const { authentications } = services();
    wire.answer(authentication({ selectedDevice: { id: ids.device } }));
    await authentications.begin(ids.user, ids.device, ids.policy, context());
    await authentications.select(ids.authentication, ids.device, context());
    await authentications.checkAssertion(
      ids.authentication,
      { origin: 'https://desk.example.org', assertion: 'a.b.c' },
      context(),
    );
    expect(
      wire.seen.map(({ url, body, headers }): unknown[] => [
        url,
        JSON.parse(body),
        headers['content-type'],
      ]),
    ).toEqual([
      [
        `/${ids.environment}/deviceAuthentications`,
        {
          user: { id: ids.user },
          selectedDevice: { id: ids.device },
          policy: { id: ids.policy },
        },
        'application/json',
      ],
      [
        `/${ids.environment}/deviceAuthentications/${ids.authentication}`,
        { device: { id: ids.device } },
        'application/vnd.pingidentity.device.select+json',
      ],
      [
        `/${ids.environment}/deviceAuthentications/${ids.authentication}`,
        { origin: 'https://desk.example.org', assertion: 'a.b.c' },
        'application/vnd.pingidentity.assertion.check+json',
      ],
    ]);
  });

  it.each([
    ['NO_USABLE_DEVICES', 'noUsableDevice'],
    ['SOMETHING_NEW', 'authenticationFailed'],
    [undefined, 'authenticationFailed'],
  ])('that failed with %s', async (code, expected) => {
    wire.answer(authentication({ status: 'FAILED', error: { code, message: 'kim' } }));
    const { authentications, logged } = services();
    const read = await authentications.read(ids.authentication, context());
    expect(read).toMatchObject(
      ok({ status: 'FAILED', error: { code: expected, reference: 'c-1' }, correlationId: 'c-1' }),
    );
    expect(JSON.stringify(logged)).not.toContain('kim');
  });

  it('with a status that nobody has heard of', async () => {
    wire.answer(authentication({ status: 'SCANNING_IRIS' }));
    const read = await services().authentications.read(ids.authentication, context());
    expect(read).toMatchObject(ok({ status: 'other', error: null, selectedDeviceId: null }));
  });

  const desktop = { pingIdDesktopCredentialRequestOptions: 'a.b.c' };
  it.each([
    ['for the desktop agent', desktop, { kind: 'desktopAgent', options: 'a.b.c' }],
    [
      'for a security key',
      { publicKeyCredentialRequestOptions: '{"challenge":[1]}' },
      { kind: 'securityKey', options: '{"challenge":[1]}' },
    ],
    [
      'for a security key, as JSON that was not put into a string',
      { publicKeyCredentialRequestOptions: { challenge: [1] } },
      { kind: 'securityKey', options: '{"challenge":[1]}' },
    ],
    ['that nobody can use', { publicKeyCredentialRequestOptions: 7 }, null],
  ])('carry options %s', async (_name, options, prompt) => {
    wire.answer(authentication({ status: 'ASSERTION_REQUIRED', ...options }));
    expect(await services().authentications.read(ids.authentication, context())).toMatchObject(
      ok({ prompt }),
    );
  });

  it.each(['COMPLETED', 'FAILED', 'OTP_REQUIRED', 'PUSH_CONFIRMATION_REQUIRED'])(
    'ask for nothing that is signed while they are %s, whatever they still carry',
    async (status) => {
      wire.answer(authentication({ status, ...desktop }));
      expect(await services().authentications.read(ids.authentication, context())).toMatchObject(
        ok({ prompt: null, status }),
      );
    },
  );

  it('offer other devices where one may be selected, the blocked ones with what stands against them', async () => {
    const embedded = {
      devices: [
        {
          id: 'd-1',
          type: 'EMAIL',
          email: 'k****@example.org',
          usableStatus: { status: 'ENABLED' },
        },
        { id: 'd-2', type: 'MOBILE', nickname: 'Phone', usableStatus: { status: 'DISABLED' } },
        { id: 'd-3', type: 'FIDO2', displayName: 'Key', rp: { id: 'example.org' } },
      ],
      blockedDevices: [{ id: 'd-4', type: 'SMS', phone: '****0123' }],
    };
    const offered = [
      {
        id: 'd-1',
        type: 'EMAIL',
        nickname: null,
        contact: 'k****@example.org',
        rpId: null,
        obstacle: null,
      },
      {
        id: 'd-2',
        type: 'MOBILE',
        nickname: 'Phone',
        contact: null,
        rpId: null,
        obstacle: 'notUsable',
      },
      {
        id: 'd-3',
        type: 'FIDO2',
        nickname: 'Key',
        contact: null,
        rpId: 'example.org',
        obstacle: null,
      },
      {
        id: 'd-4',
        type: 'SMS',
        nickname: null,
        contact: '****0123',
        rpId: null,
        obstacle: 'blocked',
      },
    ];
    const { authentications } = services();
    wire.answer(authentication({ status: 'OTP_REQUIRED', _embedded: embedded }));
    expect(await authentications.read(ids.authentication, context())).toMatchObject(
      ok({ offered: [] }),
    );
    wire.answer(
      authentication({
        status: 'OTP_REQUIRED',
        _embedded: embedded,
        _links: { 'device.select': { href: 'https://auth.example' } },
      }),
    );
    expect(await authentications.read(ids.authentication, context())).toMatchObject(
      ok({ offered }),
    );
    wire.answer(authentication({ status: 'DEVICE_SELECTION_REQUIRED', _embedded: embedded }));
    expect(await authentications.read(ids.authentication, context())).toMatchObject(
      ok({ offered }),
    );
  });

  it('name the devices that cannot be used', async () => {
    wire.answer(
      authentication({
        status: 'FAILED',
        error: {
          code: 'NO_USABLE_DEVICES',
          unavailableDevices: [{ id: 'd-1' }, {}, { id: 'd-2' }],
        },
      }),
    );
    expect(await services().authentications.read(ids.authentication, context())).toMatchObject(
      ok({ error: { code: 'noUsableDevice', deviceIds: ['d-1', 'd-2'] } }),
    );
  });

  it('take a push back with the media type of its own', async () => {
    wire.answer(authentication({ status: 'DEVICE_SELECTION_REQUIRED' }));
    await services().authentications.cancelPush(ids.authentication, context());
    expect(wire.seen.at(-1)).toMatchObject({
      method: 'POST',
      body: '{"reason":"CHANGE_DEVICE"}',
      headers: { 'content-type': 'application/vnd.pingidentity.cancel.push.authentication+json' },
    });
  });
});

describe('a user', () => {
  it.each([
    [{ name: { formatted: 'Dr. Kim Novak', given: 'Kim' } }, 'Dr. Kim Novak'],
    [{ name: { given: 'Kim', family: 'Novak' } }, 'Kim Novak'],
    [{}, null],
  ])('has a name: %j', async (fields, name) => {
    wire.answer({ json: { id: ids.user, username: 'kim', email: 'kim@example.org', ...fields } });
    expect(await services().users.read(ids.user, context())).toEqual(
      ok({
        id: ids.user,
        username: 'kim',
        email: 'kim@example.org',
        phone: null,
        populationId: null,
        enabled: true,
        locked: false,
        mfaEnabled: null,
        name,
      }),
    );
  });

  it('tells what is in their way', async () => {
    wire.answer({
      json: {
        id: ids.user,
        enabled: false,
        account: { status: 'LOCKED' },
        mfaEnabled: false,
        population: { id: 'staff' },
      },
    });
    expect(await services().users.read(ids.user, context())).toMatchObject({
      value: { enabled: false, locked: true, mfaEnabled: false, populationId: 'staff' },
    });
  });

  it('is searched for by a filter, which goes out encoded and comes back in part', async () => {
    const users = Array.from({ length: 12 }, (_, index) => ({ id: `user-${String(index)}` }));
    wire.answer({ json: { _embedded: { users }, count: 12, size: 12 } });
    const filter = 'username sw "a&b=c\\\\"';
    const found = await services().users.search(filter, 10, context());
    expect(found).toMatchObject({ ok: true, value: { more: true } });
    expect(found.ok && found.value.users).toHaveLength(10);
    const sent = new URL(wire.seen.at(-1)!.url, wire.origin);
    expect(sent.searchParams.get('filter')).toBe(filter);
  });

  it('can have MFA turned on', async () => {
    wire.answer({ json: { mfaEnabled: true } });
    expect(await services().users.enableMfa(ids.user, context())).toEqual(ok(undefined));
    expect(wire.seen.at(-1)).toMatchObject({ method: 'PUT', body: '{"mfaEnabled":true}' });
  });
});

describe('a policy', () => {
  const policy = {
    id: ids.policy,
    name: 'Standard',
    default: true,
    email: { enabled: true, otp: { otpLength: '8' } },
    sms: { enabled: false, pairingDisabled: true, otp: { otpLength: 99 } },
    mobile: {
      enabled: true,
      applications: [
        { pairingKeyLifetime: { duration: 1, timeUnit: 'HOURS' } },
        { pairingKeyLifetime: { duration: '7', timeUnit: 'MINUTES' } },
        { pairingKeyLifetime: { duration: 1, timeUnit: 'FORTNIGHTS' } },
        {
          pairingKeyLifetime: { duration: 0, timeUnit: 'MINUTES' },
          pushTimeout: { duration: 45, timeUnit: 'SECONDS' },
        },
      ],
    },
  };
  const expected = ok({
    id: ids.policy,
    name: 'Standard',
    // of several apps that may claim a key, the one that gives it the shortest life
    pairingKeyLifetime: 7 * 60_000,
    pushTimeout: 45_000,
    methods: {
      MOBILE: { enabled: true, pairingDisabled: false, codeLength: null },
      EMAIL: { enabled: true, pairingDisabled: false, codeLength: 8 },
      SMS: { enabled: false, pairingDisabled: true, codeLength: null },
    },
  });

  it('is read by its id, else the default one is', async () => {
    wire.answer({ json: policy });
    expect(await services().policies.read(ids.policy, context())).toEqual(expected);
    const other = { ...policy, id: 'other', default: false };
    wire.answer({ json: { _embedded: { deviceAuthenticationPolicies: [other, policy] } } });
    expect(await services().policies.read(null, context())).toEqual(expected);
  });

  it('is none where there is no default, or the person may not see it', async () => {
    wire.answer({ json: { _embedded: { deviceAuthenticationPolicies: [] } } });
    expect(await services().policies.read(null, context())).toEqual(ok(null));
    wire.answer({ status: 403, json: { id: 'e-1', code: 'ACCESS_FAILED' } });
    expect(await services().policies.read(null, context())).toEqual(ok(null));
    expect(await services().policies.read(ids.policy, context())).toEqual(ok(null));
  });

  it('that does not exist is a failure', async () => {
    wire.answer(missing);
    expect(await services().policies.read(ids.policy, context())).toEqual(
      fail({ code: 'notFound', reference: 'e-1' }),
    );
  });
});
