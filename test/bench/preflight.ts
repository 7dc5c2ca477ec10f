import type { Bridge } from '../../shared/ipc/bridge';
import { openStage } from '../tour/stage';

/** Milliseconds from asking in the window to its answer. */
export interface PreflightTimes {
  /** PingID Desktop answers, and so does PingOne */
  readonly answered: readonly number[];
  /** neither does */
  readonly worst: readonly number[];
}

interface Page {
  readonly desk: Bridge;
}

/** Runs in the page. */
const preflight = async (): Promise<{ took: number; findings: number }> => {
  const from = performance.now();
  const looked = await (globalThis as unknown as Page).desk.workstation.preflight();
  if (!looked.ok) throw new Error(looked.error.code);
  return { took: performance.now() - from, findings: looked.value.findings.length };
};

/** Looks at a workstation where all is well, and at one where nobody answers anything. */
export const measurePreflight = async (
  rounds: number,
  worstRounds: number,
): Promise<PreflightTimes> => {
  const { window, browser, profile, person, sandbox, close } = await openStage();
  const times = async (count: number, findings: number): Promise<number[]> => {
    const taken: number[] = [];
    for (let round = 0; round < count; round += 1) {
      const looked = await window.page.evaluate(preflight);
      if (looked.findings !== findings) throw new Error('something else was found');
      taken.push(looked.took);
    }
    return taken;
  };
  try {
    await window.startsSignIn();
    await browser.signIn(profile, person);
    await window.sees('Your devices');
    const answered = await times(rounds, 0);
    await sandbox.agent.stop();
    sandbox.faults.add({ host: 'api', times: 100, effect: { delayMs: 5_000 } });
    return { answered, worst: await times(worstRounds, 1) };
  } finally {
    sandbox.faults.clear();
    await close();
  }
};
