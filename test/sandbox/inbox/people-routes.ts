import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { UserControl } from '../directory/user-control';
import type { Phone } from '../phone/phone';
import { phoneRequest, userRequest } from './requests';

/** The phone that scans codes, and what happens to users meanwhile. */
export function servePeople(
  app: FastifyInstance,
  { phone, users }: { phone: Phone; users: UserControl },
): void {
  app.get('/phone', () => phone.waiting());
  app.post('/phone', async ({ body }) => {
    const wanted = v.parse(phoneRequest, body);
    if ('refuse' in wanted) await phone.refuse(wanted.scanned);
    else await phone.signIn(wanted.scanned, wanted);
    return { answered: true };
  });

  const stateOf = (id: string) => {
    const user = users.find(id);
    if (!user) return null;
    const { username, enabled, mfaEnabled, lock } = user;
    return { id, username, enabled, locked: lock !== null, mfaEnabled };
  };
  app.get<{ Params: { user: string } }>('/users/:user', ({ params }, reply) => {
    const state = stateOf(params.user);
    return state ?? reply.status(404).send({ error: 'there is no such user' });
  });
  app.post<{ Params: { user: string } }>('/users/:user', ({ params, body }, reply) => {
    const { user: id } = params;
    if (!users.find(id)) return reply.status(404).send({ error: 'there is no such user' });
    const wanted = v.parse(userRequest, body);
    if ('vanish' in wanted) {
      users.vanish(id);
      return { vanished: true };
    }
    const { enabled, locked, mfaEnabled } = wanted;
    if (enabled !== undefined) users[enabled ? 'enable' : 'disable'](id);
    if (locked === false) users.unlock(id);
    else if (locked !== undefined) users.lock(id, locked === true ? undefined : locked);
    if (mfaEnabled !== undefined) users.setMfaEnabled(id, mfaEnabled);
    return stateOf(id);
  });
}
