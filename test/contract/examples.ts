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

/** "Cancel Device Authentication": there is no example answer. */
export const cancelPush = {
  environmentId,
  authenticationId: '03e1897e-33b0-40b9-b54e-68236769b1fa',
  contentType: 'application/vnd.pingidentity.cancel.push.authentication+json',
  body: { reason: 'CHANGE_DEVICE' },
  status: 200,
} as const;

/** "MFA Pairing Keys": the properties of the page, with values of our own. */
export const pairingKey = {
  environmentId,
  userId: 'd4543f69-e508-4cc6-bd16-b61baa4b3caf',
  contentType: 'application/json',
  body: {
    applications: [{ id: '941d6390-ec3a-4bf4-858a-949c47ccd36e' }],
    policy: { id: '9761c24a-208d-0499-1bf6-39905184a4e1' },
  },
  status: 201,
  answer: {
    id: '0d5a9a52-0000-4000-8000-00000000beef',
    environment: { id: environmentId },
    user: { id: 'd4543f69-e508-4cc6-bd16-b61baa4b3caf' },
    code: '019876543210',
    status: 'UNCLAIMED',
    applications: [{ id: '941d6390-ec3a-4bf4-858a-949c47ccd36e' }],
    createdAt: '2026-03-02T09:00:00.000Z',
    updatedAt: '2026-03-02T09:00:00.000Z',
  },
} as const;

/** "Create MFA User Device (FIDO2)": the options are text that holds JSON, here with values of our own. */
export const createFido2 = {
  contentType: 'application/json',
  body: { type: 'FIDO2', rp: { id: 'example.org', name: 'Example' } },
  status: 201,
  options: {
    rp: { id: 'example.org', name: 'Example' },
    user: { id: [-121, 2, 76], displayName: 'Kim Novak', name: 'kim' },
    challenge: [-19, 41, 45],
    // the numbers are written as text
    pubKeyCredParams: [{ type: 'public-key', alg: '-7' }],
    timeout: 120_000,
    excludeCredentials: [],
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
  },
} as const;

/** "Activate MFA User Device (FIDO2)": the attestation is text that holds JSON. */
export const activateFido2 = {
  contentType: 'application/vnd.pingidentity.device.activate+json',
  body: { origin: 'https://desk.example.org', attestation: '{{attestation}}' },
  status: 200,
} as const;

/** "Check Assertion (FIDO2)": the assertion is text that holds JSON. */
export const checkFido2Assertion = {
  contentType: 'application/vnd.pingidentity.assertion.check+json',
  body: { origin: 'https://desk.example.org', assertion: '{{assertion}}', compatibility: 'FULL' },
  status: 200,
} as const;

/** "Block MFA Device", "Unblock MFA Device", "Unlock MFA Device": without a body. */
export const deviceStates = [
  [
    'application/vnd.pingidentity.device.block+json',
    { block: { status: 'BLOCKED', blockedAt: '2026-03-02T09:00:00.000Z' } },
  ],
  ['application/vnd.pingidentity.device.unblock+json', { block: { status: 'UNBLOCKED' } }],
  ['application/vnd.pingidentity.device.unlock+json', { lock: { status: 'UNLOCKED' } }],
] as const;

/** "Send MFA Device Logs". */
export const requestLogs = {
  contentType: 'application/json',
  body: { status: 'PENDING' },
  status: 200,
} as const;

/** "Resync OATH Token": two codes in a row. The answer is a token, with its properties as the page lists them. */
export const resyncToken = {
  contentType: 'application/vnd.pingidentity.device.resync+json',
  body: { otps: ['71053192', '13173503'] },
  status: 200,
  answers: {
    HOTP: {
      id: '0d5a9a52-0000-4000-8000-00000000f00d',
      environment: { id: environmentId },
      serialNumber: '23AB009',
      type: 'HOTP',
      otpLength: 8,
      hotp: { counter: 12 },
      hashAlgorithm: 'HmacSHA1',
      devices: [
        {
          id: '0783541c-a172-8d40-0783-541ca1728d40',
          user: { id: 'd4543f69-e508-4cc6-bd16-b61baa4b3caf' },
        },
      ],
      createdAt: '2026-03-02T09:00:00.000Z',
      updatedAt: '2026-03-02T09:00:00.000Z',
    },
    TOTP: {
      id: '0d5a9a52-0000-4000-8000-00000000f00e',
      environment: { id: environmentId },
      serialNumber: '23AB010',
      type: 'TOTP',
      otpLength: 6,
      totp: { timeStep: 30, drift: 2 },
      hashAlgorithm: 'HmacSHA256',
      createdAt: '2026-03-02T09:00:00.000Z',
      updatedAt: '2026-03-02T09:00:00.000Z',
    },
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
