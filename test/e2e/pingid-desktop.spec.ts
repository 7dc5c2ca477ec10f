import { expect, test } from './fixtures';

test('PingID Desktop of this workstation is paired and proven', async ({ desk }) => {
  await desk.signIn();
  await desk.window.button('Pair this workstation').click();
  await desk.window.sees('Pair this computer');
  await desk.window.button('Ask PingID Desktop').click();
  await desk.window.sees('Paired and proven');
  await desk.window.says(/PingID Desktop \d/);
  await desk.window.button('Done').click();
  await expect(desk.window.device('PingID Desktop')).toContainText('Proven today');
  await expect(desk.window.button('Pair this workstation')).toBeHidden();
});

test('stopping while PingID Desktop waits leaves nothing behind', async ({ desk }) => {
  desk.sandbox.agent.mode = 'ask';
  await desk.signIn();
  await desk.window.asksPingIdDesktop();
  await desk.window.sees('Confirm on this computer');
  await expect.poll(() => desk.sandbox.agent.prompt).not.toBeNull();
  await desk.window.button('Stop').click();
  await desk.window.sees('Your devices');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

test('where PingID Desktop is not running, that is said before anything is created', async ({
  desk,
}) => {
  await desk.sandbox.agent.stop();
  await desk.signIn();
  await desk.window.chooses('PingID Desktop', 'Pair PingID Desktop');
  await desk.window.says(/^PingID Desktop does not answer on this computer \(port \d+\)\./);
  expect(
    desk.sandbox.requests.filter(({ host, method }) => host === 'api' && method === 'POST'),
  ).toEqual([]);
  await desk.sandbox.agent.start();
  await desk.window.button('Try again').click();
  await desk.window.sees('Pair this computer');
});

for (const [mode, words] of [
  ['decline', 'PingID Desktop declined.'],
  ['html', /^Another program answers where PingID Desktop should/],
  ['echo', /^Another program answers where PingID Desktop should/],
  ['oversized', /^Another program answers where PingID Desktop should/],
  ['notFound', 'This PingID Desktop is too old for pairing from here.'],
  ['foreignKey', 'PingOne refused this.'],
] as const)
  test(`an agent that answers with ${mode} pairs nothing, and the window says why`, async ({
    desk,
  }) => {
    desk.sandbox.agent.mode = mode;
    await desk.signIn();
    await desk.window.asksPingIdDesktop();
    await desk.window.sees('This did not work');
    await desk.window.says(words);
    await desk.window.says('Nothing was left behind in PingOne.');
    expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
  });

test('an agent that declines the proof leaves a paired device that can be proven later', async ({
  desk,
}) => {
  desk.sandbox.agent.mode = 'ask';
  await desk.signIn();
  await desk.window.asksPingIdDesktop();
  await expect.poll(() => desk.sandbox.agent.answer('confirm')).toBe(true);
  await desk.window.sees('Confirm once more');
  await expect.poll(() => desk.sandbox.agent.answer('decline')).toBe(true);
  await desk.window.sees('Paired, not proven yet');
  desk.sandbox.agent.mode = 'confirm';
  await desk.window.button('Prove it now').click();
  await desk.window.sees('Paired and proven');
});
