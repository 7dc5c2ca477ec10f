import type { SandboxAddress } from '../sandbox';
import { workerToken } from '../sandbox/sign-in';

/** Somebody at another screen, with rights over everybody's devices: a worker on the management API. */
export interface Administrator {
  /** Ids of the active devices by priority. */
  order(userId: string): Promise<string[]>;
  remove(userId: string, deviceId: string): Promise<void>;
  block(userId: string, deviceId: string): Promise<void>;
  /** A device by e-mail, active from the start; its id. */
  addAddress(userId: string, email: string): Promise<string>;
}

export const createAdministrator = (address: SandboxAddress): Administrator => {
  const call = async (
    userId: string,
    path: string,
    {
      method = 'GET',
      mediaType,
      body,
    }: { method?: string; mediaType?: string; body?: object } = {},
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
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
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
      await call(userId, `/${deviceId}`, { method: 'DELETE' });
    },
    async block(userId, deviceId) {
      const mediaType = 'application/vnd.pingidentity.device.block+json';
      await call(userId, `/${deviceId}`, { method: 'POST', mediaType });
    },
    async addAddress(userId, email) {
      const body = { type: 'EMAIL', email, status: 'ACTIVE' };
      const made = await call(userId, '', { method: 'POST', mediaType: 'application/json', body });
      return ((await made.json()) as { id: string }).id;
    },
  };
};
