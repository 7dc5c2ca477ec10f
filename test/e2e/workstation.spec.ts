import { expect, test, type Desk } from './fixtures';

const pairsWorkstation = async (desk: Desk): Promise<void> => {
  await desk.window.button('Pair this workstation').click();
  await desk.window.sees('Pair this computer');
  await desk.window.button('Ask PingID Desktop').click();
  await desk.window.sees('Paired and proven');
  await desk.window.finishes();
};

test('where PingID Desktop is silent, the cause and a command to look at it are there', async ({
  desk,
}) => {
  await desk.sandbox.agent.stop();
  await desk.signIn();
  await desk.window.button('Find out why').click();
  await desk.window.sees('PingID Desktop on this computer');
  await desk.window.says(/^PingID Desktop does not answer on this computer \(port \d+\)/);
  await desk.window.button(/^Copy the command/).click();
  await desk.window.says('The command was copied.');
  expect(await desk.window.clipboard()).not.toBe('');
  await desk.sandbox.agent.start();
  await desk.window.button('Look again').click();
  await desk.window.says('This computer is ready');
  await desk.window.button('Pair this workstation').click();
  await desk.window.sees('Pair this computer');
});

test('a PingID Desktop that PingOne no longer knows is paired again', async ({ desk }) => {
  await desk.signIn();
  await pairsWorkstation(desk);
  await desk.window.does('My workstation', 'Remove');
  await desk.window.page.getByLabel('I know that I may be locked out').check({ force: true });
  await desk.window.button('Remove the device').click();
  await desk.window.says('PingOne no longer knows PingID Desktop of this computer');
  await desk.window.button('Pair this workstation again').click();
  await desk.window.button('Ask PingID Desktop').click();
  await desk.window.sees('Paired and proven');
});

test('a PingID Desktop that has lost its key is removed by a choice, and paired anew', async ({
  desk,
}) => {
  await desk.signIn();
  await pairsWorkstation(desk);
  desk.sandbox.agent.forget();
  await desk.window.opensDevice('My workstation');
  await desk.window.button('Test it again').click();
  await desk.window.sees('Not proven');
  await desk.window.button('Done').click();
  await desk.window.button('Back to your devices').click();
  await desk.window.says('PingID Desktop has lost its part of the pairing');
  await desk.window.button('Remove it from PingOne and pair again').click();
  await desk.window.page.getByLabel('I know that I may be locked out').check({ force: true });
  expect(desk.sandbox.devices(desk.person.id)).toHaveLength(1);
  await desk.window.button('Remove and pair again').click();
  await desk.window.sees('Pair this computer');
  expect(desk.sandbox.devices(desk.person.id)).toHaveLength(0);
  await desk.window.button('Ask PingID Desktop').click();
  await desk.window.sees('Paired and proven');
  expect(desk.sandbox.devices(desk.person.id)).toHaveLength(1);
});
