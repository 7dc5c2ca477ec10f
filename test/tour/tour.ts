/**
 * The app, walked through on a display of its own, as a workstation and as a kiosk: a line a step, screenshots in
 * `out/tour/`.
 */
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { kioskSteps } from './kiosk-steps';
import { openStage, type Stage } from './stage';
import type { Step } from './step';
import { workstationSteps } from './workstation-steps';

const pictures = resolve(import.meta.dirname, '../../out/tour');
const acts = [
  { steps: workstationSteps, kiosk: false },
  { steps: kioskSteps, kiosk: true },
];
const all = acts.flatMap(({ steps }) => steps).length;
let walked = 0;

/** Whether the step worked; says so, and takes a picture. */
const take = async ([name, walk]: Step, stage: Stage): Promise<boolean> => {
  const number = String(walked + 1).padStart(2, '0');
  const startedAt = Date.now();
  let failure: unknown = null;
  await walk(stage).catch((cause: unknown) => (failure = cause ?? new Error('unknown')));
  const picture = `${number}-${name.replace(/[^a-z]+/gi, '-').toLowerCase()}.png`;
  await stage.window.page.screenshot({ path: resolve(pictures, picture) });
  const took = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  if (failure === null) {
    console.log(`step ${number} ok: ${name} (${took})`);
    return true;
  }
  console.log(`step ${number} FAILED: ${name} (${took})`);
  console.log(failure instanceof Error ? failure.message : 'unknown');
  return false;
};

await rm(pictures, { recursive: true, force: true });
await mkdir(pictures, { recursive: true });
for (const { steps, kiosk } of acts) {
  const stage = await openStage({ kiosk });
  try {
    for (const step of steps) {
      if (!(await take(step, stage))) break;
      walked += 1;
    }
  } finally {
    await stage.close();
  }
}
console.log(`screenshots: out/tour/`);
console.log(`tour: ${String(walked)} of ${String(all)} steps`);
process.exitCode = walked === all ? 0 : 1;
