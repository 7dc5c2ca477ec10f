/**
 * What the inbox page does: asks once a second, and writes only what has changed. Rows are made once
 * and stay, so that nothing flickers, a button keeps the focus, and a selection survives.
 */
export const INBOX_SCRIPT = `
const CHANNELS = { EMAIL: 'E-mail', SMS: 'Text message', VOICE: 'Call', WHATSAPP: 'WhatsApp' };

const byId = (id) => document.getElementById(id);
const element = (name, className = '') =>
  Object.assign(document.createElement(name), { className });
const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const read = async (path) => (await fetch(path)).json();
const post = async (path, body) => (await fetch(path, { method: 'POST',
  headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();

function showRows(name, items, keyOf, create) {
  const list = byId(name);
  byId(name + '-empty').hidden = items.length > 0;
  const rows = new Map([...list.children].map((row) => [row.dataset.key, row]));
  const keys = items.map((item, index) => String(keyOf(item, index)));
  for (const [key, row] of rows) if (!keys.includes(key)) row.remove();
  items.forEach((item, index) => {
    let row = rows.get(keys[index]);
    if (!row) {
      row = create(item);
      row.dataset.key = keys[index];
    }
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
    row.show(item);
  });
}

function rowOf(parts) {
  const row = element('li', 'row');
  const what = element('div');
  const [name, detail] = [element('div'), element('div', 'quiet')];
  what.append(name, detail);
  row.append(what, ...parts);
  return { row, name, detail };
}

const secondsLeft = (ms) => 'new code in ' + Math.ceil(ms / 1000) + '\u00a0s';

function phoneRow({ address, userCode }) {
  const link = Object.assign(element('a', 'button'),
    { href: address, target: '_blank', rel: 'noreferrer', textContent: 'Open' });
  link.setAttribute('aria-label', 'Open ' + userCode);
  const { row, name, detail } = rowOf([link]);
  row.show = (waiting) => {
    write(name, waiting.userCode);
    write(detail, 'what the phone opens when it scans the code');
  };
  return row;
}

function messageRow() {
  const code = element('code');
  const { row, name, detail } = rowOf([code]);
  row.show = (message) => {
    const channel = CHANNELS[message.channel] ?? message.channel;
    const extension = message.extension ? ', extension ' + message.extension : '';
    write(name, channel + ' to ' + message.to + extension);
    write(detail, new Date(message.sentAt).toLocaleTimeString());
    write(code, message.code);
  };
  return row;
}

function appRow() {
  const code = element('code');
  const { row, name, detail } = rowOf([code]);
  row.show = (app) => {
    write(name, app.issuer + ': ' + app.account);
    write(detail, secondsLeft(app.validForMs));
    write(code, app.code);
  };
  return row;
}

function phoneAppRow() {
  const code = element('code');
  const { row, name, detail } = rowOf([code]);
  row.show = (phone) => {
    write(name, phone.model + ': ' + phone.account);
    write(detail, phone.code === null ? 'makes no codes' : secondsLeft(phone.validForMs));
    write(code, phone.code ?? '');
  };
  return row;
}

function pushRow({ id, deviceId, model, account }) {
  const buttons = [['approve', 'Approve'], ['reject', 'Reject']].map(([answer, label]) => {
    const button = element('button', answer === 'approve' ? 'primary' : '');
    button.textContent = label;
    button.setAttribute('aria-label', label + ' on ' + model + ' of ' + account);
    button.addEventListener('click', async () => {
      await post('/phone-apps/' + deviceId, { answer, pushId: id });
      await refresh();
    });
    return button;
  });
  const { row, name, detail } = rowOf(buttons);
  row.show = (push) => {
    write(name, push.model + ': ' + push.account);
    write(detail, 'sent at ' + new Date(push.sentAt).toLocaleTimeString());
  };
  return row;
}

async function claim() {
  const { error, model, account } = await post('/phone-apps/claim', { code: byId('claim-code').value });
  const outcome = byId('claim-outcome');
  outcome.className = error ? 'bad' : '';
  write(outcome, error ? 'The phone says: ' + error + '.' : model + ' is paired with ' + account + '.');
  if (!error) byId('claim').reset();
  await refresh();
}

function driftOf({ type, drift }) {
  if (drift === 0) return 'started in step';
  const far = Math.abs(drift);
  const [one, many] = type === 'HOTP' ? ['press', 'presses'] : ['step', 'steps'];
  return 'started ' + far + ' ' + (far === 1 ? one : many) + (drift > 0 ? ' ahead' : ' behind');
}

function tokenRow({ serialNumber, type }) {
  const code = element(type === 'HOTP' ? 'output' : 'code', 'code');
  const { row, name, detail } = rowOf([code]);
  if (type === 'HOTP') {
    const button = element('button');
    button.textContent = 'Press';
    button.setAttribute('aria-label', 'Press ' + serialNumber);
    button.addEventListener('click', async () => {
      write(code, (await post('/tokens/' + serialNumber + '/press', {})).code);
    });
    row.append(button);
  }
  row.show = (token) => {
    write(name, token.serialNumber);
    const next = token.validForMs === null ? '' : ', ' + secondsLeft(token.validForMs);
    write(detail, driftOf(token) + next);
    if (token.code !== null) write(code, token.code);
  };
  return row;
}

function showPrompt(prompt) {
  if (prompt) {
    const verb = prompt.action === 'register' ? 'Pair this computer with' : 'Sign in to';
    write(byId('question'), verb + ' ' + prompt.rpId + '? Asked by ' + prompt.origin + '.');
  }
  byId('prompt').hidden = !prompt;
}

async function refresh() {
  const [prompt, phone, phoneApps, messages, apps, tokens] = await Promise.all(
    ['/prompt', '/phone', '/phone-apps', '/messages', '/apps', '/tokens'].map(read));
  showPrompt(prompt);
  showRows('phone', phone, (waiting) => waiting.userCode, phoneRow);
  const pushes = phoneApps.flatMap((app) => app.pushes.map((push) => ({ ...app, ...push })));
  showRows('pushes', pushes, (push) => push.id + push.sentAt, pushRow);
  showRows('phone-apps', phoneApps, (app) => app.deviceId, phoneAppRow);
  // Newest first: what stays the same about a message is its place from the end.
  showRows('messages', messages, (message, index) => messages.length - index, messageRow);
  showRows('apps', apps, (app) => app.deviceId, appRow);
  showRows('tokens', tokens, (token) => token.serialNumber, tokenRow);
}

async function answer(answer) {
  await post('/prompt', { answer });
  await refresh();
}

byId('claim').addEventListener('submit', (event) => {
  event.preventDefault();
  claim().catch(() => {});
});
byId('confirm').addEventListener('click', () => answer('confirm'));
byId('decline').addEventListener('click', () => answer('decline'));
setInterval(() => refresh().catch(() => {}), 1000);
refresh().catch(() => {});
`;
