import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createAgentLook,
  type AgentLookDependencies,
} from '../../../../electron/desktop-agent/look';
import { createAgentPreflight } from '../../../../electron/desktop-agent/preflight';
import { freePort, hold, never, serveRaw, type Loopback } from './agent-server';

const opened: Loopback[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});
const listening = async (host = '127.0.0.1', at = 0): Promise<number> => {
  const server = await serveRaw(() => undefined, host, at);
  opened.push(server);
  return server.port;
};
const system: AgentLookDependencies['system'] = {
  platform: 'linux',
  ownUid: process.getuid?.() ?? null,
  readTextFile: (path) => readFile(path, 'utf8'),
};
const look = (port: number, more: Partial<AgentLookDependencies> = {}) =>
  createAgentLook({ port, usualPort: port, system, limit: 300, ...more })(never());

describe('a look at the port of PingID Desktop', () => {
  it('sees it where it should be', async () => {
    const port = await listening();
    expect(await look(port)).toEqual({
      port,
      answer: 'taken',
      owner: 'self',
      squatted: false,
      usual: null,
    });
  });

  it('sees nobody', async () => {
    const port = await freePort();
    expect(await look(port)).toMatchObject({ answer: 'silent', owner: 'nobody', squatted: false });
  });

  it('sees one program that is there by both addresses as one', async () => {
    const port = await listening('::');
    expect(await look(port)).toMatchObject({ answer: 'taken', owner: 'self', squatted: false });
  });

  it('sees a squatter beside it', async () => {
    const port = await listening();
    await listening('::1', port);
    expect(await look(port)).toMatchObject({ answer: 'taken', squatted: true });
  });

  it('sees a squatter beside one that is there on all addresses of its family', async () => {
    const port = await listening('0.0.0.0');
    await listening('::1', port);
    expect(await look(port)).toMatchObject({ answer: 'taken', squatted: true });
  });

  it('sees a squatter alone', async () => {
    const port = await listening('::1');
    expect(await look(port)).toMatchObject({ answer: 'silent', owner: 'nobody', squatted: true });
  });

  it('cries no wolf where it cannot be seen whose socket [::1] is', async () => {
    const port = await listening();
    await listening('::1', port);
    const unreadable = { ...system, readTextFile: () => Promise.reject(new Error('no /proc')) };
    expect(await look(port, { system: unreadable })).toMatchObject({
      answer: 'taken',
      owner: 'unknown',
      squatted: false,
    });
  });

  it('sees the usual port answer instead of the configured one', async () => {
    const [port, usualPort] = [await freePort(), await listening()];
    expect(await look(port, { usualPort })).toMatchObject({
      answer: 'silent',
      usual: { port: usualPort, owner: 'self' },
    });
    expect(await look(port, { usualPort: await freePort() })).toMatchObject({ usual: null });
  });

  it('gives up on an operating system that does not answer', async () => {
    const port = await listening();
    const hanging = { ...system, readTextFile: () => new Promise<never>(() => undefined) };
    const startedAt = performance.now();
    expect(await look(port, { system: hanging })).toMatchObject({
      answer: 'taken',
      owner: 'unknown',
    });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('sees that the port is held, and takes a refusal that takes long for one where nobody has it', async () => {
    const held = await hold();
    opened.push(held);
    const { port } = held;
    await expect.poll(() => look(port), { timeout: 5_000 }).toMatchObject({ answer: 'held' });
    // as Windows refuses: too late for the connection, and the system shows nobody
    const run = () => Promise.resolve('{"own":2,"listener":null,"apart":false}');
    const windows = { ...system, platform: 'win32', run };
    expect(await look(port, { system: windows })).toMatchObject({ answer: 'silent' });
  });
});

describe('a program of another person', () => {
  /** A person's account that nobody has here, else the person who runs this with other eyes: only root may change who they are. */
  const foreign = 4_321;
  const isRoot = process.getuid?.() === 0;

  // seen to fail with every owner taken for the person themself, and with uids that are not looked at
  it('[fault 43] is seen by its uid in what the kernel tells, and refused', async () => {
    const program =
      'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })';
    const child = spawn(process.execPath, ['-e', program], {
      cwd: '/',
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(isRoot ? { uid: foreign, gid: foreign } : {}),
    });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const port = Number(line.toString());
      const own = process.getuid?.() ?? 0;
      const seenBy = { ...system, ownUid: isRoot ? own : foreign };
      expect(await look(port, { system: seenBy })).toMatchObject({
        answer: 'taken',
        owner: 'otherUser',
      });
      const preflight = createAgentPreflight({
        port,
        usualPort: port,
        relyingParty: { id: 'example.org', origin: 'https://desk.example.org' },
        system: { ...seenBy, environment: {} },
        log: { info: () => undefined },
      });
      expect(await preflight.check(never())).toEqual({
        ok: false,
        error: { code: 'agentOtherUser', port },
      });
    } finally {
      child.kill();
    }
  });
});

describe('[::1] and 127.0.0.1, as operating systems show them', () => {
  const program = (platform: string, output: string) => ({
    ...system,
    platform,
    run: () => Promise.resolve(output),
  });

  it.each([
    ['darwin', 'p1\nu0\nn127.0.0.1:9410\n', true],
    ['darwin', 'p1\nu0\nn*:9410\np2\nu0\nn[::1]:9410\n', true],
    ['darwin', 'p1\nu0\nn*:9410\n', false],
    ['win32', '{"own":2,"listener":2,"apart":true}', true],
    ['win32', '{"own":2,"listener":2,"apart":false}', false],
  ])('on %s %j: squatted is %j', async (platform, output, squatted) => {
    const port = await listening();
    await listening('::1', port);
    expect(await look(port, { system: program(platform, output) })).toMatchObject({ squatted });
  });
});
