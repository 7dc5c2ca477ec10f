import { expect, it } from 'vitest';
import { readPage } from '../../../../scripts/agent-causes/page';

it('the page about PingID Desktop tells what is diagnosed, in the words of the window', async () => {
  const { is, should } = await readPage();
  expect(is === should, 'stale: npm run -s agent-causes').toBe(true);
});
