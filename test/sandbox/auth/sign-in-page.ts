import { escapeHtml, page } from '../page';

/** Labelled so that a person, a screen reader and a test find the same things. */
export function signInPage(action: string, username = '', message = ''): string {
  const said = message && `<p class="bad" role="alert">${escapeHtml(message)}</p>`;
  return page(
    'Sign in - PingOne sandbox',
    `<div class="card">
<h1>Sign in</h1>
<p class="quiet">PingOne sandbox</p>
${said}
<form method="post" action="${escapeHtml(action)}">
<label for="username">Username</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" required
  ${username ? '' : 'autofocus'} value="${escapeHtml(username)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
  ${username ? 'autofocus' : ''}>
<div class="actions">
<button class="primary" name="answer" value="sign-in">Sign in</button>
<button name="answer" value="cancel" formnovalidate>Cancel</button>
</div>
</form>
</div>`,
    'narrow',
  );
}

export function signedOffPage(): string {
  return page(
    'Signed off - PingOne sandbox',
    '<div class="card"><h1>You are signed off</h1><p class="quiet">You may close this page.</p></div>',
    'narrow',
  );
}

export function expiredPage(): string {
  return page(
    'Expired - PingOne sandbox',
    '<div class="card"><h1>This sign-in has expired</h1><p>Start again from the application.</p></div>',
    'narrow',
  );
}

/** For what cannot be told to the application, because its redirect cannot be trusted. */
export function refusedPage(error: string, why: string, correlationId: string): string {
  return page(
    'Refused - PingOne sandbox',
    `<div class="card"><h1>The sign-in was refused</h1><p>${escapeHtml(why)}</p>
<p class="quiet">${escapeHtml(error)} (Correlation ID: ${escapeHtml(correlationId)})</p></div>`,
    'narrow',
  );
}
