import type { Desk } from '../../../electron/desk';
import type { DeviceType } from '../../../shared/devices/catalog';
import type { Result } from '../../../shared/result';
import { answerLost, type Cast } from '../messages';
import type { Act } from './handling';
import type { Line } from './line';
import type { Platter } from './platter';
import type { Shown } from './ports';
import { awaitsSomebody, endOf } from './screens';
import type { Stillness } from './stillness';
import { createVisit, type Habits } from './visit';

export interface Person {
  /** Does something in the window; where it fails, once or twice more, as people do. */
  tries<T>(what: () => Promise<Result<T>>): Promise<Result<T>>;
  /** Looks after the running pairing to its end, and puts it away. */
  sees(type: DeviceType, habits?: Habits): Promise<void>;
  advances(milliseconds: number): Promise<void>;
  /** see `Told.screens` */
  readonly ends: string[];
}

export interface PersonDependencies {
  readonly desk: Desk;
  readonly act: Act;
  readonly cast: Cast;
  readonly line: Line;
  readonly shown: Shown;
  readonly stillness: Stillness;
  readonly platter: Platter;
  readonly clock: { offset: number };
}

const mostTries = 3;
/** After so many acts, looks at a phone, or milliseconds without either, a pairing does not end any more. */
const mostActs = 40;
const mostLooks = 200;
const patience = 20_000;

export const createPerson = (dependencies: PersonDependencies): Person => {
  const { desk, line, shown, stillness, platter, clock } = dependencies;
  const ends: string[] = [];
  const now = (): number => Date.now() + clock.offset;
  const advances = async (milliseconds: number): Promise<void> => {
    clock.offset = await line.ask<number>({ kind: 'advance', milliseconds });
  };

  return {
    ends,
    advances,
    async tries(what) {
      for (let time = 1; ; time += 1) {
        await stillness.still();
        // whoever has clicked has waited before: what was written is on the disk by now
        platter.timePasses();
        const result = await stillness.during(what());
        if (result.ok || time === mostTries) return result;
      }
    },

    async sees(type, habits = {}) {
      const onLost = (): void => void ends.push(answerLost);
      const visit = createVisit({ ...dependencies, now, advances, onLost }, type, habits);
      let acts = 0;
      let looks = 0;
      for (let since = Date.now(); acts < mostActs && looks < mostLooks;) {
        await stillness.still();
        const view = shown.pairing;
        if (view === null) return;
        if (awaitsSomebody(view.screen)) {
          acts += 1;
          platter.timePasses();
          if (await visit.does(view)) continue;
          ends.push(endOf(view.screen));
          desk.pairing.close(view.id);
          return;
        }
        if ((await visit.onThePhone(view)) || stillness.wake()) {
          looks += 1;
          since = Date.now();
        } else if (Date.now() - since > patience) break;
        else await new Promise((resolve) => setTimeout(resolve, 2));
      }
      ends.push(`stuck ${shown.pairing?.screen.kind ?? ''}`);
    },
  };
};
