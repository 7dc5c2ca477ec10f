import * as v from 'valibot';
import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import { keyUriOf } from './key-uri';
import { deviceOf, type Device } from './device';
import type { PingOneHttp } from './http';
import { readPages } from './pages';
import { circumstances } from './problems';
import { json, vendor, type RequestContext } from './request';
import { devicePageSchema, deviceSchema } from './schemas';
import { acknowledge, understand } from './understand';

export type { Device } from './device';

/** What to create. `fields`: what the type needs beside the common part (B.3). */
export interface NewDevice {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly nickname: string | null;
  readonly policyId: string | null;
}

/**
 * The answer to a pending device's challenge: a code as it was typed, or the desktop agent's JWT untouched.
 * `oathResync`: a hardware token that drifted may catch up (seeds 001 and 003; both times).
 */
export type ActivationAnswer =
  | { readonly otp: string; readonly oathResync?: true }
  | { readonly attestation: string }
  /** a security key's, with the origin of the page that asked for it (B.4) */
  | { readonly attestation: string; readonly origin: string };

/**
 * `desktopOptions`: the JWT for the desktop agent; `ceremonyOptions`: those for a security key, JSON; `keyUri`: the key
 * for an authenticator app. Only this reply has them.
 */
export interface CreatedDevice {
  readonly device: Device;
  readonly desktopOptions: string | null;
  readonly ceremonyOptions: string | null;
  readonly keyUri: string | null;
}

export interface ReadContext extends RequestContext {
  /** PingOne may need a moment to see its own new device: a 404 is asked again for about 2 s */
  readonly justCreated?: boolean;
}

/**
 * MFA devices of one user: `/v1/environments/{env}/users/{user}/devices` (pingone-mfa-api.md B). Every call may also end
 * with what `PingOneHttp.send` names.
 */
export interface PingOneDevices {
  /** All devices, and the ids of the active ones by priority, first is default. Errors: `notFound` (no such user). */
  list(
    userId: string,
    context: RequestContext,
  ): Promise<Result<{ readonly devices: Device[]; readonly order: string[] }>>;

  /** Errors: `deviceGone`. */
  read(userId: string, deviceId: string, context: ReadContext): Promise<Result<Device>>;

  /**
   * Creates a pending device. Errors: `refused` with `target`, `limitReached`, `duplicate`, `notFound` (no such user);
   * for a hardware token `tokenUnknown` (no such serial number here) and `tokenTaken` (it is somebody's).
   */
  create(
    userId: string,
    device: NewDevice,
    context: RequestContext,
  ): Promise<Result<CreatedDevice>>;

  /**
   * Seeds 000 to 003. Errors: `wrongCode` and `extraCodeRequired` (codes only), `refused`, `deviceGone`. Never sent
   * twice.
   */
  activate(
    userId: string,
    deviceId: string,
    answer: ActivationAnswer,
    context: RequestContext,
  ): Promise<Result<Device>>;

  /** Sends the pairing code once more (B.5). Errors: `limitReached`, `refused`, `deviceGone`. */
  resend(userId: string, deviceId: string, context: RequestContext): Promise<Result<undefined>>;

  /** `nickname`: at most 100 characters, `''` clears it. Errors: `notFound`, `refused`. */
  rename(
    userId: string,
    deviceId: string,
    nickname: string,
    context: RequestContext,
  ): Promise<Result<undefined>>;

  /** All active devices by priority, first is default (B.5). Errors: `refused` (one of them is not active any more). */
  reorder(
    userId: string,
    deviceIds: readonly string[],
    context: RequestContext,
  ): Promise<Result<undefined>>;

  /**
   * What an administrator does to a device (B.5): while it is blocked nobody can sign in with it; `unlock` ends a lock
   * before its time. Errors: `forbidden`, `deviceGone`, `refused`.
   */
  administer(
    userId: string,
    deviceId: string,
    action: 'block' | 'unblock' | 'unlock',
    context: RequestContext,
  ): Promise<Result<undefined>>;

  /** Asks the app of a phone for its logs (B.5). Errors: `forbidden`, `deviceGone`, `refused` (no phone). */
  requestLogs(
    userId: string,
    deviceId: string,
    context: RequestContext,
  ): Promise<Result<undefined>>;

  /** A device that is not there counts as removed. */
  remove(userId: string, deviceId: string, context: RequestContext): Promise<Result<undefined>>;
}

/** Nobody has so many on one page (15 paired, 50 pending): to look at each would keep the window busy for minutes. */
const mostDevices = 1_000;
const tooMany = v.object({
  _embedded: v.object({ devices: v.pipe(v.array(v.unknown()), v.minLength(mostDevices + 1, '')) }),
});
const pageSchema = v.pipe(
  v.unknown(),
  v.check((body) => !v.is(tooMany, body), ''),
  devicePageSchema,
);

/** A serial number is refused for one of two reasons (B.3): nobody registered it here, or it is bound to a device. */
const tokenErrorOf = (error: DeskError): DeskError => {
  const reference = error.reference === undefined ? {} : { reference: error.reference };
  if (error.code === 'duplicate') return { code: 'tokenTaken', ...reference };
  return error.code === 'refused' && error.target === 'serialNumber'
    ? { code: 'tokenUnknown', ...reference }
    : error;
};

export const createPingOneDevices = ({ http }: { readonly http: PingOneHttp }): PingOneDevices => {
  const all = (userId: string) => ['users', userId, 'devices'];
  const at = (path: readonly string[]) => ({ host: 'api', path }) as const;

  return {
    async list(userId, context) {
      const pages = await readPages(
        http,
        {
          method: 'GET',
          target: { host: 'api', path: all(userId), query: { expand: 'order' } },
          circumstance: circumstances.resource,
        },
        pageSchema,
        context,
      );
      if (!pages.ok) return pages;
      return ok({
        devices: pages.value.flatMap((page) => page._embedded.devices).map(deviceOf),
        order: pages.value.flatMap((page) => [...page.order, ...page._embedded.order]),
      });
    },

    async read(userId, deviceId, context) {
      const sent = await http.send(
        {
          method: 'GET',
          target: at([...all(userId), deviceId]),
          circumstance: circumstances.device,
          justCreated: context.justCreated ?? false,
        },
        context,
      );
      const device = understand(sent, deviceSchema);
      return device.ok ? ok(deviceOf(device.value)) : device;
    },

    async create(userId, { type, fields, nickname, policyId }, context) {
      const sent = await http.send(
        {
          method: 'POST',
          target: at(all(userId)),
          mediaType: json,
          body: {
            ...fields,
            type,
            // an administrator's token could create an active device that nobody has proven to hold (H)
            status: 'ACTIVATION_REQUIRED',
            ...(policyId === null ? {} : { policy: { id: policyId } }),
            ...(nickname === null || nickname === '' ? {} : { nickname }),
          },
          circumstance: circumstances.resource,
        },
        context,
      );
      const created = understand(sent, deviceSchema);
      if (!created.ok) return type === 'OATH_TOKEN' ? fail(tokenErrorOf(created.error)) : created;
      const {
        pingIdDesktopCredentialCreationOptions: desktopOptions,
        publicKeyCredentialCreationOptions: ceremonyOptions,
        keyUri,
        secret,
      } = created.value;
      return ok({
        device: deviceOf(created.value),
        desktopOptions,
        ceremonyOptions,
        keyUri: keyUri ?? (secret === null ? null : keyUriOf(secret)),
      });
    },

    async activate(userId, deviceId, answer, context) {
      const sent = await http.send(
        {
          method: 'POST',
          target: at([...all(userId), deviceId]),
          mediaType: vendor('device.activate'),
          body: { ...answer },
          circumstance: 'otp' in answer ? circumstances.deviceCode : circumstances.device,
        },
        context,
      );
      const device = understand(sent, deviceSchema);
      return device.ok ? ok(deviceOf(device.value)) : device;
    },

    resend: async (userId, deviceId, context) =>
      acknowledge(
        await http.send(
          {
            method: 'POST',
            target: at([...all(userId), deviceId]),
            mediaType: vendor('device.sendActivationCode'),
            circumstance: circumstances.device,
          },
          context,
        ),
      ),

    rename: async (userId, deviceId, nickname, context) =>
      acknowledge(
        await http.send(
          {
            method: 'PUT',
            target: at([...all(userId), deviceId, 'nickname']),
            mediaType: json,
            body: { nickname },
            circumstance: circumstances.resource,
          },
          context,
        ),
      ),

    reorder: async (userId, deviceIds, context) =>
      acknowledge(
        await http.send(
          {
            method: 'POST',
            target: at(all(userId)),
            mediaType: vendor('devices.reorder'),
            body: { order: deviceIds.map((id) => ({ id })) },
            circumstance: circumstances.resource,
          },
          context,
        ),
      ),

    administer: async (userId, deviceId, action, context) =>
      acknowledge(
        await http.send(
          {
            method: 'POST',
            target: at([...all(userId), deviceId]),
            mediaType: vendor(`device.${action}`),
            circumstance: circumstances.device,
          },
          context,
        ),
      ),

    requestLogs: async (userId, deviceId, context) =>
      acknowledge(
        await http.send(
          {
            method: 'PUT',
            target: at([...all(userId), deviceId, 'logs']),
            mediaType: json,
            body: { status: 'PENDING' },
            circumstance: circumstances.device,
          },
          context,
        ),
      ),

    async remove(userId, deviceId, context) {
      const sent = await http.send(
        {
          method: 'DELETE',
          target: at([...all(userId), deviceId]),
          circumstance: circumstances.device,
        },
        context,
      );
      if (!sent.ok && sent.error.code === 'deviceGone') return ok(undefined);
      return acknowledge(sent);
    },
  };
};
