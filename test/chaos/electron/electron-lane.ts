import { createAdministrator } from '../../driver/administrator';
import { launchDesk, type DeskApp } from '../../driver/desk-app';
import { clearSecrets, storedSecret } from '../../driver/keyring';
import { configurationFor, createProfile } from '../../driver/profile';
import { openedAddress } from '../../driver/system-browser';
import { DeskWindow } from '../../driver/window';
import { signInByForm } from '../../sandbox/sign-in';
import { judge, type Verdict } from '../judge';
import type { Outcome } from '../lane';
import type { Plan } from '../point';
import type { Cast } from '../messages';
import type { Round, World } from '../world/world';
import { toldBy } from './told-by-window';
import { walks, type WalkName } from './walks';

/** One installation of the real program, with its keyring, killed and started again. */
export interface ElectronLane {
  interrupt(number: number, walk: WalkName, plan: Plan): Promise<Outcome>;
  close(): Promise<void>;
}

/** Who sits at this computer; what they pair is somebody else's address, number and token each time. */
const owner = 0;

const killGroup = (app: DeskApp): void => {
  const { pid } = app.electron.process();
  if (pid === undefined) throw new Error('the program has no process');
  process.kill(-pid, 'SIGKILL');
};

export const createElectronLane = async (world: World): Promise<ElectronLane> => {
  const { sandbox, wires, agentPort } = world;
  const { address } = sandbox;
  const person = address.users.find(({ id }) => id === world.castOf(owner).person.id);
  if (person === undefined) throw new Error('nobody sits at this computer');
  const profile = await createProfile({
    ...configurationFor(address),
    apiBaseUrl: wires[address.apiBaseUrl],
    desktopAgentPort: agentPort,
  });
  const administrator = createAdministrator(address);
  await clearSecrets();

  let app = await launchDesk(profile);
  let window = new DeskWindow(app.page);
  await window.startsSignIn();
  void fetch(await signInByForm(address, await openedAddress(profile), person));
  await window.heading('Your devices').waitFor();

  /** Kills the program; what waits for its window learns that it is gone. */
  const die = async (): Promise<void> => {
    const gone = app.electron.waitForEvent('close', { timeout: 60_000 });
    killGroup(app);
    await gone;
  };

  /** True when the planned moment came. */
  const walk = async (round: Round, cast: Cast, name: WalkName, plan: Plan): Promise<boolean> => {
    const death: { comes: Promise<void> | null } = { comes: null };
    const onPlan = (): void => {
      death.comes ??= die();
    };
    const meter = round.meter(plan, onPlan);
    const scene = {
      window,
      sandbox,
      cast,
      async sees(title: string) {
        await window.heading(title).waitFor();
        if (meter.passes(`window: ${title}`)) onPlan();
        if (death.comes !== null) throw new Error('the program is gone');
      },
    };
    try {
      await walks[name](scene);
    } catch (cause) {
      // whoever stands before a window that has gone can do nothing more
      if (death.comes === null) throw cause;
    }
    await death.comes;
    return death.comes !== null;
  };

  const comeBack = async (): Promise<void> => {
    app = await launchDesk(profile);
    window = new DeskWindow(app.page);
    // by the keyring: nobody signs in again
    await window.heading('Your devices').waitFor();
  };

  return {
    async interrupt(number, name, plan) {
      const round = world.begin(owner);
      const reached = await walk(round, world.castOf(number), name, plan);
      if (reached) await comeBack();
      const truth = {
        devices: sandbox.devices(person.id),
        livingKeys: await round.livingKeys(),
      };
      const verdict = judge({}, await toldBy(window.page), truth);
      round.markers.add((await storedSecret(address)) ?? '');
      const secrets = round.markers.foundIn([profile.folder]);
      for (const { id } of truth.devices) await administrator.remove(person.id, id);
      return { verdict: { ...verdict, secrets } satisfies Verdict, reached };
    },
    async close() {
      await app.close().catch(() => killGroup(app));
      await clearSecrets();
      await profile.remove();
      await world.close();
    },
  };
};
