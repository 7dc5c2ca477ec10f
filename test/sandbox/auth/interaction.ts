import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Directory } from '../directory/directory';
import { answerHtml, readText } from '../http/answer';
import { expiredPage, signInPage } from './sign-in-page';

/** The sign-in page and what is done with its answers. Consent is skipped. */
export async function interact(
  provider: Provider,
  directory: Directory,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const action = request.url ?? '';
  let details: Awaited<ReturnType<Provider['interactionDetails']>>;
  try {
    details = await provider.interactionDetails(request, response);
  } catch {
    answerHtml(response, 400, expiredPage());
    return;
  }
  if (details.prompt.name === 'consent') {
    await provider.interactionFinished(request, response, { consent: {} });
    return;
  }
  if (request.method !== 'POST') {
    const hint = details.params.login_hint;
    answerHtml(response, 200, signInPage(action, typeof hint === 'string' ? hint : ''));
    return;
  }
  const form = new URLSearchParams(await readText(request));
  if (form.get('answer') === 'cancel') {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The person cancelled the sign-in.',
    });
    return;
  }
  const username = form.get('username') ?? '';
  const user = directory.named(username.trim());
  if (user?.password !== form.get('password')) {
    answerHtml(response, 200, signInPage(action, username, 'Wrong username or password.'));
    return;
  }
  const obstacle = directory.obstacle(user);
  if (obstacle !== null) {
    answerHtml(response, 200, signInPage(action, username, `This account is ${obstacle}.`));
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId: user.id } });
}
