import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { UserControl } from '../directory/user-control';
import type { PhoneApps } from '../phone-apps/phone-apps';
import type { PhoneApp } from '../phone-apps/phones';
import { claimRequest, phoneAppRequest } from './requests';

export interface PhoneAppRoutesDependencies {
  phoneApps: PhoneApps;
  users: Pick<UserControl, 'find'>;
}

/** The app on people's phones: it claims pairing keys, answers pushes, shows codes. */
export function servePhoneApps(
  app: FastifyInstance,
  { phoneApps, users }: PhoneAppRoutesDependencies,
): void {
  const show = (phone: PhoneApp) => {
    const { deviceId, userId, model, mode, push, otp, pushes, validForMs } = phone;
    const account = users.find(userId)?.username ?? userId;
    const code = otp === 'enabled' ? phone.code() : null;
    return { deviceId, userId, account, model, mode, push, otp, pushes, code, validForMs };
  };

  app.get('/phone-apps', () => phoneApps.list().map(show));
  app.post('/phone-apps/claim', ({ body }) => {
    const { code, model, failWith } = v.parse(claimRequest, body);
    if (failWith !== undefined) phoneApps.failNextClaim(failWith);
    return show(phoneApps.claim(code, model === undefined ? {} : { model }));
  });
  app.post<{ Params: { device: string } }>('/phone-apps/:device', ({ params, body }, reply) => {
    const phone = phoneApps.list().find(({ deviceId }) => deviceId === params.device);
    if (!phone) return reply.status(404).send({ error: 'there is no such phone app' });
    const { mode, push, otp, answer, pushId } = v.parse(phoneAppRequest, body);
    const waits = phone.pushes.some(({ id }) => pushId === undefined || id === pushId);
    if (answer !== undefined && !waits) return reply.status(409).send({ error: 'no push waits' });
    if (mode !== undefined) phone.mode = mode;
    if (push !== undefined) phone.push = push;
    if (otp !== undefined) phone.otp = otp;
    if (answer !== undefined) phone.answer(answer, pushId);
    return show(phone);
  });
}
