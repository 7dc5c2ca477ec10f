import type { DeskError } from '../../shared/errors';
import { ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import type { Answer } from './answer';
import type { PingOneHttp } from './http';
import { circumstances, type Circumstance } from './problems';
import { json, vendor, type RequestContext } from './request';
import {
  authenticationSchema,
  type AuthenticationAnswer,
  type OfferedDeviceAnswer,
} from './schemas';
import { understand } from './understand';

const statuses = [
  'COMPLETED',
  'FAILED',
  'OTP_REQUIRED',
  'ASSERTION_REQUIRED',
  'DEVICE_SELECTION_REQUIRED',
  'PUSH_CONFIRMATION_REQUIRED',
  'PUSH_CONFIRMATION_TIMED_OUT',
] as const;

/** A device authentication as it stands (E.1, E.2). Only `COMPLETED` is success, whatever the HTTP status was. */
export interface Authentication {
  readonly id: string;
  readonly status: (typeof statuses)[number] | 'other';
  readonly selectedDeviceId: string | null;
  /** what has to be signed: a JWT for the desktop agent, or JSON for a security key; told apart by which is there (D.4) */
  readonly prompt: {
    readonly kind: 'desktopAgent' | 'securityKey';
    readonly options: string;
  } | null;
  /** the devices that could be selected now, those that are blocked included; empty where nothing can be */
  readonly offered: readonly Offered[];
  /** why it is `FAILED`: `noUsableDevice` or `authenticationFailed`; null for every other status */
  readonly error: DeskError | null;
  readonly correlationId: string | null;
}

/** A device as a device authentication shows it. `contact` is masked. */
export interface Offered {
  readonly id: string;
  readonly type: string;
  readonly nickname: string | null;
  readonly contact: string | null;
  readonly rpId: string | null;
  readonly obstacle: 'blocked' | 'notUsable' | null;
}

/**
 * Device authentications: `{authBase}/deviceAuthentications`, without `/v1` and without `/as` (pingone-mfa-api.md E).
 * Every call may end with `notHere` (this kind of token is refused: H) and with what `PingOneHttp.send` names; a 401 is
 * neither answered by a new token nor by a second try.
 */
export interface DeviceAuthentications {
  /** Starts one for this very device; `policyId` null: the environment's default. Errors: `notFound`, `refused`. */
  begin(
    userId: string,
    deviceId: string,
    policyId: string | null,
    context: RequestContext,
  ): Promise<Result<Authentication>>;
  /** Errors: `authenticationGone`, `refused`. */
  select(id: string, deviceId: string, context: RequestContext): Promise<Result<Authentication>>;
  /** Seed 004. `otp`: as it was typed. Errors: `wrongCode`, `authenticationGone`. */
  checkCode(id: string, otp: string, context: RequestContext): Promise<Result<Authentication>>;
  /** D.4. `origin`: full URL at or under the relying party. Errors: `refused`, `authenticationGone`. */
  checkAssertion(
    id: string,
    answer: { readonly origin: string; readonly assertion: string },
    context: RequestContext,
  ): Promise<Result<Authentication>>;
  /** Takes a push back, so that another device can be selected (E.3). Errors: `refused` (there is none), `authenticationGone`. */
  cancelPush(id: string, context: RequestContext): Promise<Result<Authentication>>;
  /** Errors: `authenticationGone`. */
  read(id: string, context: RequestContext): Promise<Result<Authentication>>;
}

const errorOf = (
  { code, unavailableDevices }: AuthenticationAnswer['error'],
  correlationId: string | null,
): DeskError => {
  const reference = correlationId === null ? {} : { reference: correlationId };
  return code === 'NO_USABLE_DEVICES'
    ? { code: 'noUsableDevice', deviceIds: unavailableDevices.map(({ id }) => id), ...reference }
    : { code: 'authenticationFailed', ...reference };
};

const offeredOf = (
  {
    id,
    type,
    nickname,
    displayName,
    email,
    phone,
    serialNumber,
    rp,
    usableStatus,
  }: OfferedDeviceAnswer,
  blocked: boolean,
): Offered => ({
  id,
  type: type ?? 'UNKNOWN',
  nickname: nickname ?? displayName,
  contact: email ?? phone ?? serialNumber,
  rpId: rp.id,
  // whatever is not said to be enabled is not (E.1)
  obstacle: blocked
    ? 'blocked'
    : usableStatus.status === null || usableStatus.status === 'ENABLED'
      ? null
      : 'notUsable',
});

const promptOf = (answer: AuthenticationAnswer): Authentication['prompt'] => {
  const { pingIdDesktopCredentialRequestOptions: jwt } = answer;
  const { publicKeyCredentialRequestOptions: options } = answer;
  if (jwt !== null) return { kind: 'desktopAgent', options: jwt };
  return options === null ? null : { kind: 'securityKey', options };
};

const authenticationOf = (
  answer: AuthenticationAnswer,
  correlationId: string | null,
): Authentication => {
  const status = statuses.find((each) => each === answer.status) ?? 'other';
  return {
    id: answer.id,
    status,
    selectedDeviceId: answer.selectedDevice.id,
    // a completed one still shows the options it was answered with (D.4)
    prompt: status === 'ASSERTION_REQUIRED' || status === 'other' ? promptOf(answer) : null,
    offered:
      status === 'DEVICE_SELECTION_REQUIRED' || answer._links['device.select'].href !== null
        ? [
            ...answer._embedded.devices.map((device) => offeredOf(device, false)),
            ...answer._embedded.blockedDevices.map((device) => offeredOf(device, true)),
          ]
        : [],
    error: status === 'FAILED' ? errorOf(answer.error, correlationId) : null,
    correlationId,
  };
};

export const createDeviceAuthentications = ({
  http,
  log,
}: {
  readonly http: PingOneHttp;
  readonly log: Pick<Log, 'info'>;
}): DeviceAuthentications => {
  const all = 'deviceAuthentications';

  const understood = (sent: Result<Answer>): Result<Authentication> => {
    const answer = understand(sent, authenticationSchema);
    if (!answer.ok || !sent.ok)
      return answer.ok ? ok(authenticationOf(answer.value, null)) : answer;
    const { error } = answer.value;
    // one code is documented (E.6): the others are learnt from here
    if (error.code !== null && /^[A-Z_]{1,60}$/.test(error.code))
      log.info('pingone.authenticationError', { id: answer.value.id, error: error.code });
    return ok(authenticationOf(answer.value, sent.value.correlationId));
  };

  const post = async (
    path: readonly string[],
    mediaType: string,
    body: Readonly<Record<string, unknown>>,
    circumstance: Circumstance,
    context: RequestContext,
  ): Promise<Result<Authentication>> =>
    understood(
      await http.send(
        { method: 'POST', target: { host: 'auth', path }, mediaType, body, circumstance },
        context,
      ),
    );

  return {
    begin: (userId, deviceId, policyId, context) =>
      post(
        [all],
        json,
        {
          user: { id: userId },
          selectedDevice: { id: deviceId },
          ...(policyId === null ? {} : { policy: { id: policyId } }),
        },
        circumstances.newAuthentication,
        context,
      ),

    // `device` here, `selectedDevice` when one is begun: as documented (E.3)
    select: (id, deviceId, context) =>
      post(
        [all, id],
        vendor('device.select'),
        { device: { id: deviceId } },
        circumstances.authentication,
        context,
      ),

    checkCode: (id, otp, context) =>
      post([all, id], vendor('otp.check'), { otp }, circumstances.authenticationCode, context),

    checkAssertion: (id, { origin, assertion }, context) =>
      post(
        [all, id],
        vendor('assertion.check'),
        { origin, assertion },
        circumstances.authentication,
        context,
      ),

    cancelPush: (id, context) =>
      post(
        [all, id],
        vendor('cancel.push.authentication'),
        { reason: 'CHANGE_DEVICE' },
        circumstances.authentication,
        context,
      ),

    read: async (id, context) =>
      understood(
        await http.send(
          {
            method: 'GET',
            target: { host: 'auth', path: [all, id] },
            circumstance: circumstances.authentication,
          },
          context,
        ),
      ),
  };
};
