import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { answer, answerHtml } from '../http/answer';
import { signedOffPage } from './sign-in-page';

/**
 * `/as/signoff`: ends the browser session at once, as PingOne does. oidc-provider's own end of
 * session would ask the person for a confirmation first. Refresh tokens live on.
 */
export async function signOff(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = provider.cookieName('session');
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  const id = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
  const session = id === undefined ? undefined : await provider.Session.find(id);
  await session?.destroy();
  response.setHeader(
    'Set-Cookie',
    `${name}=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; httponly`,
  );

  const query = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
  const target = query.get('post_logout_redirect_uri');
  if (target === null || !URL.canParse(target)) {
    answerHtml(response, 200, signedOffPage());
    return;
  }
  const location = new URL(target);
  const state = query.get('state');
  if (state !== null) location.searchParams.set('state', state);
  answer(response, 302, 'text/plain', '', { Location: location.href });
}
