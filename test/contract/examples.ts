/**
 * The facts of PingOne's own pages: what is sent, and what is answered. Each example has one `/v1`, although
 * two of the pages print a path template without it: `apiPath` ends in it, and every link in the answers shows it once.
 */

const environmentId = 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6';

/** "Activate MFA User Device": there is no example answer, only `200 OK` and `status` `ACTIVE`. */
export const activateByCode = {
  environmentId,
  userId: 'd4543f69-e508-4cc6-bd16-b61baa4b3caf',
  deviceId: '0783541c-a172-8d40-0783-541ca1728d40',
  contentType: 'application/vnd.pingidentity.device.activate+json',
  body: { otp: 'xxxxxx' },
  status: 200,
} as const;

/** "Activate MFA User Device (PingID Desktop)". */
export const activatePingIdDesktop = {
  environmentId,
  userId: 'd4543f69-e508-4cc6-bd16-b61baa4b3caf',
  deviceId: '0783541c-a172-8d40-0783-541ca1728d40',
  contentType: 'application/vnd.pingidentity.device.activate+json',
  body: { attestation: '{{attestationValue}}' },
  status: 200,
  answer: {
    _links: {
      self: {
        href: `https://api.pingone.eu/v1/environments/${environmentId}/users/d4543f69-e508-4cc6-bd16-b61baa4b3caf/devices/0783541c-a172-8d40-0783-541ca1728d40`,
      },
      environment: { href: `https://api.pingone.eu/v1/environments/${environmentId}` },
      user: {
        href: `https://api.pingone.eu/v1/environments/${environmentId}/users/d4543f69-e508-4cc6-bd16-b61baa4b3caf`,
      },
    },
    rp: { id: 'pingone.eu', name: 'pingone.eu' },
    id: '0783541c-a172-8d40-0783-541ca1728d40',
    environment: { id: environmentId },
    user: { id: 'd4543f69-e508-4cc6-bd16-b61baa4b3caf' },
    type: 'PINGID_DESKTOP_GEN2',
    nickname: 'Desktop Mac 1',
    lock: { status: 'UNLOCKED' },
    block: { status: 'UNBLOCKED' },
    status: 'ACTIVE',
    createdAt: '2026-02-17T13:34:34.840Z',
    updatedAt: '2026-02-17T13:36:33.257Z',
    os: { version: '15.7.3', type: 'MAC' },
    model: {},
    application: {
      id: '941d6390-ec3a-4bf4-858a-949c47ccd36e',
      nativeName: 'PingID Desktop',
      version: '1.0.0',
      pushSandbox: false,
    },
    unitId: '4d764d06-6aa5-4c15-ac8c-4df655cbf867',
  },
} as const;

/**
 * "Activate MFA User Device (OATH token)", two renderings of one page: a token that drifted. The example is the answer to
 * the first request; the second one, with the next code, "completes the pairing process".
 */
export const activateOathToken = {
  contentType: 'application/vnd.pingidentity.device.activate+json',
  body: { otp: '71053192', oathResync: true },
  status: 400,
  answer: {
    id: 'b8ee5b23-ac72-4655-bb86-7ba3f6e4a7c1',
    code: 'INVALID_DATA',
    message:
      'The request could not be completed. One or more validation errors were in the request.',
    details: [{ code: 'EXTRA_OTP_REQUIRED', target: 'otp', message: 'An extra OTP is required' }],
  },
  statusWithTheNextCode: 200,
} as const;

/** "Validate OTP for Device". */
export const validateOtp = {
  environmentId,
  authenticationId: '03e1897e-33b0-40b9-b54e-68236769b1fa',
  contentType: 'application/vnd.pingidentity.otp.check+json',
  body: { otp: '555555' },
  status: 200,
  answer: {
    _links: {
      self: {
        href: `https://auth.pingone.com/${environmentId}/deviceAuthentications/03e1897e-33b0-40b9-b54e-68236769b1fa`,
      },
    },
    _embedded: {
      devices: [
        {
          id: 'ea055ca3-2b5b-4766-9628-95fc03f4ec9b',
          type: 'EMAIL',
          status: 'ACTIVE',
          email: 'j****@pingidentity.com',
        },
      ],
    },
    id: '03e1897e-33b0-40b9-b54e-68236769b1fa',
    environment: { id: environmentId },
    status: 'COMPLETED',
    policy: { id: '9761c24a-208d-0499-1bf6-39905184a4e1' },
    selectedDevice: { id: 'ea055ca3-2b5b-4766-9628-95fc03f4ec9b' },
    user: { id: '788d4931-6936-43f2-82ff-178f5762298a' },
    authenticators: ['mfa', 'email'],
    createdAt: '2021-11-16T19:35:54.554Z',
    updatedAt: '2021-11-16T19:40:59.396Z',
  },
} as const;

/** Every place in a JSON value with its type, sorted: `lock.status: string`, `devices[].id: string`. */
export const shapeOf = (value: unknown, path = ''): string[] => {
  const places = (): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => shapeOf(item, `${path}[]`));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) =>
      shapeOf(item, path === '' ? key : `${path}.${key}`),
    );
  };
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return [...new Set([`${path}: ${type}`, ...places()])].sort();
};
