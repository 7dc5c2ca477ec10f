/**
 * The process of one desk: all services of the main process, in plain Node, with somebody at it. It is killed, and
 * another one comes back to its files.
 */
import { join } from 'node:path';
import { createDesk } from '../../../electron/desk';
import { configurationFor } from '../../driver/profile';
import { flows } from '../flows';
import type { Job } from '../messages';
import { createCrossings } from './crossings';
import { createDisk } from './disk';
import { createAct } from './handling';
import { createLine } from './line';
import { createPerson } from './person';
import { createPlatter } from './platter';
import { createPorts, type Shown } from './ports';
import { createStage } from './stage';
import { createStillness } from './stillness';

const line = createLine();
const disk = createDisk();
let lastDesk = Promise.resolve();

const work = async (job: Job): Promise<void> => {
  await lastDesk;
  const { cast, plan, folder } = job;
  const flow = flows[job.flow];
  const stillness = createStillness();
  const crossings = createCrossings(plan, stillness);
  const platter = createPlatter(join(folder, 'state'), join(folder, 'platter'));
  disk.watch({ folder: join(folder, 'state'), crossings, stillness, platter });
  const shown: Shown = { pairing: null, kiosk: null };
  const clock = { offset: job.offset };
  const ports = createPorts({ job, line, crossings, stillness, shown, clock });
  const desk = createDesk(
    {
      ...configurationFor(job.address),
      desktopAgentPort: job.agentPort,
      ...(flow.kiosk === true ? { mode: 'kiosk' } : {}),
    },
    ports,
  );
  const act = createAct(desk);
  const person = createPerson({ desk, act, cast, line, shown, stillness, platter, clock });
  const stage = createStage({ job, desk, person, shown, stillness });

  await stage.arrives();
  if (job.does === 'walk') {
    await stage.isServed();
    await flow.walk(stage);
  } else {
    await line.ask({ kind: 'settled', told: await stage.told() });
    await stage.goesOn(flow.wants);
  }
  await stillness.still();
  const told = await stage.told();
  line.say({ kind: 'finished', told, tally: crossings.tally() });
  lastDesk = desk.close();
};

// loaded when they are first needed: here before, so that the same moments come in the same order
await Promise.all([import('axios'), import('openid-client'), import('libphonenumber-js/max')]);
line.onJob((job) => {
  work(job).catch((cause: unknown) => {
    line.say({ kind: 'broke', why: cause instanceof Error ? (cause.stack ?? '') : String(cause) });
  });
});
line.say({ kind: 'ready' });
