import type { SandboxAddress } from '../sandbox';
import { workerToken } from '../sandbox/sign-in';

/** Somebody at another screen, with rights over everybody's devices: a worker on the management API. */
export interface Administrator {
  /** Ids of the active devices by priority. */
  order(userId: string): Promise<string[]>;
  remove(userId: string, deviceId: string): Promise<void>;
  block(userId: string, deviceId: string): Promise<void>;
}

export const createAdministrator = (address: SandboxAddress): Administrator => {
  const call = async (
    userId: string,
    path: string,
    method = 'GET',
    mediaType?: string,
  ): Promise<Response> => {
    const { apiBaseUrl, environmentId } = address;
    const response = await fetch(
      `${apiBaseUrl}/v1/environments/${environmentId}/users/${userId}/devices${path}`,
      {
        method,
        headers: {
          Authorization: `Bearer ${await workerToken(address)}`,
          ...(mediaType === undefined ? {} : { 'Content-Type': mediaType }),
        },
      },
    );
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)}`);
    return response;
  };
  return {
    async order(userId) {
      const body = (await (await call(userId, '?expand=order')).json()) as { order: string[] };
      return body.order;
    },
    async remove(userId, deviceId) {
      await call(userId, `/${deviceId}`, 'DELETE');
    },
    async block(userId, deviceId) {
      const mediaType = 'application/vnd.pingidentity.device.block+json';
      await call(userId, `/${deviceId}`, 'POST', mediaType);
    },
  };
};
