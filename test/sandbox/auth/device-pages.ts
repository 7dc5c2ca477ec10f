import type { KoaContextWithOIDC } from 'oidc-provider';
import { escapeHtml, page, PAGE_POLICY } from '../page';

/** What is wrong with a code, by the provider's name for it. */
const WRONG: Readonly<Record<string, string>> = {
  NotFoundError: 'There is no such code.',
  ExpiredError: 'This code has expired.',
  AlreadyUsedError: 'This code has been used already.',
  NoCodeError: 'Type the code first.',
};

/** The page that the phone opens: asks for the code, or says what became of it. */
export function showCodeInput(
  context: KoaContextWithOIDC,
  _form: string,
  _out?: unknown,
  error?: Error & { userCode?: string },
): void {
  if (error?.name === 'AbortedError') {
    show(
      context,
      'Refused - PingOne sandbox',
      '<h1>The sign-in was refused</h1><p class="quiet">You may close this page.</p>',
    );
    return;
  }
  const message = error && (WRONG[error.name] ?? 'This cannot be signed in. Start again.');
  const said =
    message === undefined ? '' : `<p class="bad" role="alert">${escapeHtml(message)}</p>`;
  show(
    context,
    'Enter the code - PingOne sandbox',
    `<h1>Enter the code</h1>
<p class="quiet">The device that you are signing in on shows it.</p>
${said}
${formStart(context)}
<label for="user_code">Code</label>
<input id="user_code" name="user_code" autocomplete="off" autocapitalize="characters" required autofocus
  value="${escapeHtml(error?.userCode ?? '')}">
<div class="actions"><button class="primary">Continue</button></div>
</form>`,
  );
}

/** Nobody signs in on a device that shows another code. */
export function showCodeConfirmation(
  context: KoaContextWithOIDC,
  _form: string,
  _client: unknown,
  _deviceInfo: unknown,
  userCode: string,
): void {
  const code = escapeHtml(userCode);
  show(
    context,
    'Is this your code? - PingOne sandbox',
    `<h1>Is this your code?</h1>
<p class="code">${code}</p>
<p>Go on only if the device in front of you shows it.</p>
${formStart(context)}
<input type="hidden" name="user_code" value="${code}">
<div class="actions">
<button class="primary" name="confirm" value="yes">Sign in on that device</button>
<button name="abort" value="yes">Refuse</button>
</div>
</form>`,
  );
}

export function showSignedIn(context: KoaContextWithOIDC): void {
  show(
    context,
    'Signed in - PingOne sandbox',
    '<h1>You are signed in</h1><p class="quiet">Go on at the device that showed the code.</p>',
  );
}

/** The token against forgery is the provider's, and in the session of this browser. */
function formStart(context: KoaContextWithOIDC): string {
  const action = new URL(context.oidc.urlFor('code_verification')).pathname;
  const secret = String(context.oidc.session?.state?.secret);
  return `<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(secret)}">`;
}

function show(context: KoaContextWithOIDC, title: string, content: string): void {
  context.type = 'html';
  context.set('Content-Security-Policy', PAGE_POLICY);
  context.body = page(title, `<div class="card">${content}</div>`, 'narrow');
}
