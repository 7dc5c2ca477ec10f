/** Text made safe for an HTML page, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

const STYLE = `
:root { color-scheme: light dark; --paper: #f7f6f3; --card: #fff; --ink: #1b1e24; --quiet: #5d636e;
  --line: #d8d5cd; --accent: #2b50d8; --accent-ink: #fff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #15171b; --card: #1e2126; --ink: #eceef1;
  --quiet: #a2a9b4; --line: #3a3f47; --accent: #9db2ff; --accent-ink: #10183a; --bad: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 32px 16px; background: var(--paper); color: var(--ink);
  font: 15px/22px system-ui, sans-serif; }
main { max-width: 560px; margin: 0 auto; }
.narrow { max-width: 360px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 24px;
  margin-block-end: 16px; }
h1 { font: 600 24px/30px system-ui, sans-serif; margin: 0 0 16px; }
h2 { font: 600 17px/24px system-ui, sans-serif; margin: 0 0 8px; }
p { margin: 0 0 12px; } .quiet { color: var(--quiet); } .bad { color: var(--bad); }
label { display: block; margin-block-end: 4px; }
input { width: 100%; min-height: 44px; padding: 8px 12px; margin-block-end: 16px; font: inherit;
  color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 8px; }
button { min-height: 44px; padding: 8px 20px; font: inherit; font-weight: 600; cursor: pointer;
  color: inherit; background: transparent; border: 1px solid var(--quiet); border-radius: 8px; }
a.button { display: inline-flex; align-items: center; min-height: 44px; padding: 8px 20px; font-weight: 600;
  color: inherit; text-decoration: none; border: 1px solid var(--quiet); border-radius: 8px; }
button.primary { color: var(--accent-ink); background: var(--accent); border-color: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; gap: 12px; flex-wrap: wrap; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: 12px 0; border-block-start: 1px solid var(--line); }
.row { display: flex; align-items: center; gap: 12px; }
.row > :first-child { flex: 1; min-width: 0; overflow-wrap: anywhere; }
code, .code { font: 600 20px/28px ui-monospace, monospace; letter-spacing: 2px; user-select: all; }
`;

/** For pages without a script: their own style, their empty icon, and nothing else. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** A whole page of the sandbox; `content` is HTML. Nothing is loaded from anywhere. */
export function page(title: string, content: string, className = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main class="${className}">${content}</main></body>
</html>
`;
}
