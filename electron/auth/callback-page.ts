import { createHash } from 'node:crypto';

export type SignInOutcome = 'signedIn' | 'notSignedIn';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#f6f7f9, #16181d); color: light-dark(#1b1f27, #eceff4); }
main { max-width: 28rem; margin: 1.5rem; padding: 2rem; border-radius: 12px; text-align: center;
  background: light-dark(#ffffff, #20242c); border: 1px solid light-dark(#dfe3ea, #343a46); }
h1 { font-size: 1.375rem; margin: 0 0 0.5rem; }
p { margin: 0; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing is loaded, run, framed, sent on or kept: the address of this page holds the code. */
export const callbackHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  connection: 'close',
} as const;

/** What the browser shows at the end of a sign-in. No word on it comes from the request. */
export const callbackPage = (outcome: SignInOutcome): string => {
  const title = outcome === 'signedIn' ? 'Signed in' : 'Not signed in';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>You can close this tab and go back to Enrollment Desk.</p>
</main>
</body>
</html>
`;
};
