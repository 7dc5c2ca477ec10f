import type { ServerResponse } from 'node:http';
import { answer, answerHtml } from '../http/answer';
import type { AgentMode } from './agent-mode';

/** Answers wrongly where the mode says so; false where the agent shall go on as usual. */
export function misbehave(mode: AgentMode, received: string, response: ServerResponse): boolean {
  switch (mode) {
    case 'confirm':
    case 'ask':
    case 'alreadyPaired':
    case 'originRefused':
    case 'replay':
    case 'foreignKey':
      return false;
    case 'hang':
      return true;
    case 'decline':
      answer(response, 401, 'text/plain', 'declined');
      return true;
    case 'clientError':
      answer(response, 400, 'text/plain', 'bad request');
      return true;
    case 'serverError':
      answer(response, 500, 'text/plain', 'internal error');
      return true;
    case 'notFound':
      answer(response, 404, 'text/plain', 'not found');
      return true;
    case 'html':
      answerHtml(response, 200, '<!doctype html><title>Printer</title><h1>Welcome</h1>');
      return true;
    case 'oversized':
      answer(response, 200, 'text/plain', `e30.${'A'.repeat(70_000)}.AA`);
      return true;
    case 'redirect':
      answer(response, 307, 'text/plain', '', { Location: 'https://desk.example.org/register' });
      return true;
    case 'garbage':
      answer(response, 200, 'text/plain', '{"ok":true}');
      return true;
    case 'echo':
      answer(response, 200, 'text/plain', received);
      return true;
    case 'cut':
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 900 });
      response.write('eyJhbGciOiJFUzI1NiJ9.', () => {
        response.destroy();
      });
      return true;
  }
}
