import type { RequestListener } from 'node:http';
import fastify from 'fastify';
import * as v from 'valibot';
import type { AuthenticatorApps } from '../authenticators/authenticator-apps';
import type { HardwareTokens } from '../authenticators/hardware-tokens';
import type { Clock } from '../clock';
import type { Agent } from '../desktop-agent/agent';
import type { Device } from '../devices/device';
import type { Faults } from '../http/faults';
import type { RecordedRequest } from '../http/recorder';
import type { UserControl } from '../directory/user-control';
import type { Phone } from '../phone/phone';
import type { PhoneApps } from '../phone-apps/phone-apps';
import { applySwitches, type Switches } from '../switches';
import { inboxPage } from './inbox-page';
import type { Messages } from './messages';
import {
  agentRequest,
  clockRequest,
  faultRequest,
  promptRequest,
  switchesRequest,
  toFault,
} from './requests';
import { servePeople } from './people-routes';
import { servePhoneApps } from './phone-app-routes';
import { showToken } from './token-view';

export interface InboxDependencies {
  clock: Clock;
  messages: Messages;
  agent: Agent;
  tokens: HardwareTokens;
  apps: AuthenticatorApps;
  phone: Phone;
  phoneApps: PhoneApps;
  users: UserControl;
  faults: Faults;
  switches: Switches;
  requests: RecordedRequest[];
  devices: (userId: string) => Device[];
}

/** Not PingOne: the window through which a person, or another process, drives the sandbox. */
export async function createInboxHost(dependencies: InboxDependencies): Promise<RequestListener> {
  const { clock, messages, agent, tokens, apps } = dependencies;
  const { faults, switches, requests, devices } = dependencies;
  const app = fastify();
  // JSON alone: a web page elsewhere cannot send it here without asking first, and is not answered.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, _request, reply) => {
    const message = error instanceof Error ? error.message : String(error);
    return reply.status(400).send({ error: message });
  });

  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(inboxPage()));
  app.get('/messages', () => messages.all());
  app.get('/requests', () => requests);
  app.get<{ Params: { user: string } }>('/devices/:user', ({ params }) => devices(params.user));

  app.get('/clock', () => ({ now: clock.now() }));
  app.post('/clock', ({ body }) => {
    const wanted = v.parse(clockRequest, body);
    if ('advanceMs' in wanted) clock.advance(wanted.advanceMs);
    else clock.set(new Date(wanted.now).getTime());
    return { now: clock.now() };
  });

  app.get('/prompt', (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(agent.prompt)),
  );
  app.post('/prompt', ({ body }, reply) => {
    const isAnswered = agent.answer(v.parse(promptRequest, body).answer);
    return reply.status(isAnswered ? 200 : 409).send({ answered: isAnswered });
  });

  app.get('/apps', () => apps.list());
  app.get('/tokens', () => tokens.list().map((token) => showToken(token, clock)));
  app.post<{ Params: { serial: string } }>('/tokens/:serial/press', ({ params }, reply) => {
    const token = tokens.list().find(({ serialNumber }) => serialNumber === params.serial);
    if (!token) return reply.status(404).send({ error: 'there is no such token' });
    return { code: token.press() };
  });

  servePeople(app, dependencies);
  servePhoneApps(app, dependencies);

  const agentState = () => ({
    mode: agent.isListening ? agent.mode : 'refused',
    delayMs: agent.delayMs,
    port: agent.port,
    squatted: agent.isSquatted,
  });
  app.get('/agent', agentState);
  app.post('/agent', async ({ body }) => {
    const { mode, delayMs, port, squatted } = v.parse(agentRequest, body);
    if (delayMs !== undefined) agent.delayMs = delayMs;
    if (port !== undefined) await agent.moveTo(port);
    if (squatted !== undefined) await agent[squatted ? 'squat' : 'unsquat']();
    if (mode === 'refused') await agent.stop();
    else if (mode !== undefined) {
      agent.mode = mode;
      await agent.start();
    }
    return agentState();
  });

  app.post('/faults', ({ body }) => {
    faults.add(toFault(v.parse(faultRequest, body)));
    return { added: true };
  });
  app.delete('/faults', () => {
    faults.clear();
    return { cleared: true };
  });

  app.get('/switches', () => switches);
  app.post('/switches', ({ body }) => {
    applySwitches(switches, v.parse(switchesRequest, body));
    return switches;
  });

  await app.ready();
  return (request, response) => {
    app.routing(request, response);
  };
}
