import { page } from '../page';

const SCRIPT = `
const byId = (id) => document.getElementById(id);
const element = (name, text, properties = {}) =>
  Object.assign(document.createElement(name), { textContent: text, ...properties });
let shown = '';

async function answer(answer) {
  await fetch('/prompt', { method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ answer }) });
  await refresh();
}

async function refresh() {
  const [messages, prompt] = await Promise.all(
    ['/messages', '/prompt'].map(async (path) => (await fetch(path)).json()));
  const now = JSON.stringify([messages, prompt]);
  if (now === shown) return;
  shown = now;
  byId('prompt').hidden = !prompt;
  if (prompt) {
    const verb = prompt.action === 'register' ? 'Pair this computer with' : 'Sign in to';
    byId('question').textContent = verb + ' ' + prompt.rpId + '? Asked by ' + prompt.origin + '.';
  }
  byId('empty').hidden = messages.length > 0;
  byId('messages').replaceChildren(...messages.map((message) => {
    const item = element('li', '');
    const line = message.channel + ' to ' + message.to + ', '
      + new Date(message.sentAt).toLocaleTimeString();
    item.append(element('div', line, { className: 'quiet' }), element('code', message.code));
    return item;
  }));
}

byId('confirm').addEventListener('click', () => answer('confirm'));
byId('decline').addEventListener('click', () => answer('decline'));
setInterval(() => refresh().catch(() => {}), 1000);
refresh();
`;

/** Where a person reads codes and answers the agent's prompt. */
export function inboxPage(): string {
  return page(
    'Inbox - PingOne sandbox',
    `<h1>Inbox</h1>
<div id="prompt" class="card" role="alertdialog" aria-labelledby="who" aria-describedby="question"
  hidden>
<h2 id="who">PingID Desktop asks</h2>
<p id="question"></p>
<div class="actions">
<button id="confirm" class="primary">Confirm</button>
<button id="decline">Decline</button>
</div>
</div>
<div class="card">
<h2>Messages</h2>
<p id="empty" class="quiet">Nothing has been sent yet. Codes appear here by themselves.</p>
<ul id="messages" aria-live="polite"></ul>
</div>
<script>${SCRIPT}</script>`,
  );
}
