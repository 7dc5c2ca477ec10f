import { createHash } from 'node:crypto';
import { wordsIn } from './words';

const style = `
:root { color-scheme: light dark; font: 15px/22px system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif;
  --paper: #f7f6f3; --ink: #1b1e24; --accent: #2b50d8; --accent-ink: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #15171b; --ink: #eceef1; --accent: #9db2ff; --accent-ink: #10183a; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink); }
main { max-width: 560px; padding: 24px; }
h1 { font-size: 24px; line-height: 30px; margin: 0 0 8px; }
p { margin: 0 0 24px; }
a { display: inline-block; min-width: 56px; padding: 17px 24px; border-radius: 8px; background: var(--accent);
  color: var(--accent-ink); font-weight: 600; text-decoration: none; text-align: center; }
a:focus-visible { outline: 2px solid var(--ink); outline-offset: 3px; }
@media (forced-colors: active) { a { border: 1px solid LinkText; } }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing runs on this page: a script that crashed twice is not given a third try. */
export const errorPageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/**
 * What the window shows when its page crashed twice.
 *
 * @param language BCP 47, as the window spoke it
 * @param pageUrl where the way back leads
 */
export const errorPage = (language: string, pageUrl: string): string => {
  const { code, page } = wordsIn(language);
  return `<!doctype html>
<html lang="${code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – Enrollment Desk</title>
<style>${style}</style>
</head>
<body>
<main role="alert">
<h1>${page.title}</h1>
<p>${page.lead}</p>
<a href="${pageUrl}" autofocus>${page.again}</a>
</main>
</body>
</html>
`;
};
