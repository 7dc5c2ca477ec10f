import { Window } from 'happy-dom';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/json';
import { inboxPage } from '../../sandbox/inbox/inbox-page';
import { INBOX_SCRIPT } from '../../sandbox/inbox/inbox-script';

const message = {
  channel: 'SMS',
  to: '+15125550123',
  code: '111111',
  sentAt: '2026-03-02T09:00:00Z',
};
const app = { deviceId: 'a', issuer: 'Ping', account: 'kim', code: '222222', validForMs: 12_400 };
const hotp = { serialNumber: 'HOTP1', type: 'HOTP', drift: 37, code: null, validForMs: null };
const totp = { serialNumber: 'TOTP1', type: 'TOTP', drift: -1, code: '333333', validForMs: 900 };

let answers: Record<string, unknown>;
let posted: [string, JsonObject][];
let window: Window;
let document: Document;
let tick: () => Promise<void>;

beforeEach(async () => {
  posted = [];
  answers = {
    '/prompt': null,
    '/phone': [],
    '/phone-apps': [],
    '/messages': [],
    '/apps': [],
    '/tokens': [hotp, totp],
  };
  window = new Window();
  window.document.write(inboxPage());
  document = window.document as unknown as Document;
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  let poll: () => void = () => undefined;
  const fetch = (path: string, options?: { body: string }) => {
    if (options) posted.push([path, JSON.parse(options.body) as JsonObject]);
    return Promise.resolve({ json: () => Promise.resolve(answers[path]) });
  };
  const setInterval = (run: () => void) => {
    poll = run;
  };
  // The page's own script, with the browser's things in its hands.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('document', 'fetch', 'setInterval', INBOX_SCRIPT)(document, fetch, setInterval);
  await settle();
  tick = async () => {
    poll();
    await settle();
  };
});
afterEach(() => window.happyDOM.close());

const textOf = (id: string) => document.getElementById(id)?.textContent ?? '';
const rows = (id: string) => [...(document.getElementById(id)?.children ?? [])];
const press = () => document.querySelector<HTMLButtonElement>('#tokens button')!;

it('says what there is, and what there is not yet', async () => {
  expect(document.getElementById('messages-empty')?.hidden).toBe(false);
  answers['/messages'] = [{ ...message, channel: 'VOICE', extension: '313#' }, message];
  answers['/apps'] = [app];
  await tick();
  expect(document.getElementById('messages-empty')?.hidden).toBe(true);
  expect(rows('messages').map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Call to \+15125550123, extension 313#.+111111$/),
    expect.stringMatching(/^Text message to \+15125550123.+111111$/),
  ]);
  expect(textOf('apps')).toBe('Ping: kimnew code in 13\u00a0s222222');
  expect(textOf('tokens')).toBe(
    'HOTP1started 37 presses aheadPress' + 'TOTP1started 1 step behind, new code in 1\u00a0s333333',
  );
});

it('opens what a phone would scan, in a tab of its own', async () => {
  answers['/phone'] = [
    { userCode: 'BCDF-GHJK', address: 'http://127.0.0.1:1/device?user_code=BCDF-GHJK' },
  ];
  await tick();
  expect(textOf('phone')).toContain('BCDF-GHJK');
  const link = document.querySelector<HTMLAnchorElement>('#phone a');
  expect(link?.href).toBe('http://127.0.0.1:1/device?user_code=BCDF-GHJK');
  expect(link?.target).toBe('_blank');
  answers['/phone'] = [];
  await tick();
  expect(rows('phone')).toHaveLength(0);
});

const phone = {
  deviceId: 'd',
  model: 'Pixel 9',
  account: 'kim',
  code: '777777',
  validForMs: 12_400,
  pushes: [],
};

it('shows the app on a phone, its code, and the pushes that wait', async () => {
  const push = { id: 'p', sentAt: Date.UTC(2026, 2, 2, 9) };
  answers['/phone-apps'] = [{ ...phone, pushes: [push] }];
  await tick();
  expect(textOf('phone-apps')).toBe('Pixel 9: kimnew code in 13\u00a0s777777');
  expect(textOf('pushes')).toMatch(/^Pixel 9: kimsent at .+ApproveReject$/);
  expect(document.getElementById('pushes')?.getAttribute('aria-live')).toBe('polite');
  const [approve, reject] = document.querySelectorAll<HTMLButtonElement>('#pushes button');
  expect(reject?.getAttribute('aria-label')).toBe('Reject on Pixel 9 of kim');
  approve?.click();
  reject?.click();
  await tick();
  expect(posted).toEqual([
    ['/phone-apps/d', { answer: 'approve', pushId: 'p' }],
    ['/phone-apps/d', { answer: 'reject', pushId: 'p' }],
  ]);
  answers['/phone-apps'] = [{ ...phone, code: null }];
  await tick();
  expect(rows('pushes')).toHaveLength(0);
  expect(textOf('phone-apps')).toBe('Pixel 9: kimmakes no codes');
});

it('types a pairing code into a phone, and says what came of it', async () => {
  const field = document.querySelector<HTMLInputElement>('#claim-code')!;
  const pair = async () => {
    field.value = '0123 4567 8901';
    document.querySelector<HTMLButtonElement>('#claim button')?.click();
    await tick();
  };
  answers['/phone-apps/claim'] = { error: 'no key with this code waits' };
  await pair();
  expect(posted).toEqual([['/phone-apps/claim', { code: '0123 4567 8901' }]]);
  expect(textOf('claim-outcome')).toBe('The phone says: no key with this code waits.');
  expect(document.getElementById('claim-outcome')?.className).toBe('bad');
  expect(field.value).toBe('0123 4567 8901');
  answers['/phone-apps/claim'] = phone;
  await pair();
  expect(textOf('claim-outcome')).toBe('Pixel 9 is paired with kim.');
  expect(field.value).toBe('');
});

it('presses a token, and keeps its code while time goes on', async () => {
  answers['/tokens/HOTP1/press'] = { code: '444444' };
  press().click();
  await tick();
  expect(posted).toEqual([['/tokens/HOTP1/press', {}]]);
  expect(rows('tokens')[0]?.querySelector('output')?.textContent).toBe('444444');
});

it('changes only what is new: rows stay, and the focus stays', async () => {
  answers['/messages'] = [message];
  await tick();
  const before = [...rows('messages'), ...rows('tokens')];
  const button = press();
  button.focus();
  answers['/messages'] = [{ ...message, code: '555555' }, message];
  answers['/tokens'] = [hotp, { ...totp, code: '666666', validForMs: 30_000 }];
  await tick();
  const [newest, ...rest] = rows('messages');
  expect(newest?.textContent).toContain('555555');
  expect([...rest, ...rows('tokens')]).toEqual(before);
  expect(textOf('tokens')).toContain('new code in 30\u00a0s666666');
  expect(press()).toBe(button);
  expect(document.activeElement).toBe(button);
});

it('drops the app of a device that is gone', async () => {
  answers['/apps'] = [app, { ...app, deviceId: 'b', account: 'alex' }];
  await tick();
  const [, second] = rows('apps');
  answers['/apps'] = [{ ...app, deviceId: 'b', account: 'alex' }];
  await tick();
  expect(rows('apps')).toHaveLength(1);
  expect(rows('apps')[0]).toBe(second);
});

it('asks what the agent asks, and passes the answer on', async () => {
  const prompt = () => document.getElementById('prompt');
  expect(prompt()?.hidden).toBe(true);
  answers['/prompt'] = {
    action: 'register',
    rpId: 'example.org',
    origin: 'https://desk.example.org',
  };
  await tick();
  expect(prompt()?.hidden).toBe(false);
  expect(textOf('question')).toContain('Pair this computer with example.org?');
  document.getElementById('decline')?.click();
  await tick();
  expect(posted).toEqual([['/prompt', { answer: 'decline' }]]);
});
