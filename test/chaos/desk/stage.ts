import type { Desk } from '../../../electron/desk';
import type { DeviceType } from '../../../shared/devices/catalog';
import type { DeviceList, DeviceView } from '../../../shared/ipc/views';
import { fail, ok, type Result } from '../../../shared/result';
import type { Flow } from '../flows';
import type { Job, Told } from '../messages';
import type { Person } from './person';
import { pin, putsAway } from './handling';
import type { Shown } from './ports';
import { noList, seenOf } from './told';
import type { Habits } from './visit';
import type { Stillness } from './stillness';

/** A desk with somebody at it, and what they do there. What fails is tried again, as people do, and then left alone. */
export interface Stage {
  readonly cast: Job['cast'];
  readonly person: Person;
  /** Signs in, by the keychain or the browser; at a kiosk the shift begins. */
  arrives(): Promise<void>;
  /** At a kiosk: the person is found and identified. */
  isServed(): Promise<void>;
  pairs(type: DeviceType, habits?: Habits): Promise<void>;
  proves(type: DeviceType): Promise<void>;
  renames(type: DeviceType, name: string): Promise<void>;
  putsFirst(type: DeviceType): Promise<void>;
  removes(type: DeviceType): Promise<void>;
  /** Pairs a device in the place of another, which then goes. */
  replaces(old: DeviceType, type: DeviceType): Promise<void>;
  signsOut(): Promise<void>;
  next(): Promise<void>;
  undoes(): Promise<void>;
  /** What whoever stands there is told. */
  told(): Promise<Told>;
  /** Goes on with what they had wanted, and was interrupted. */
  goesOn(wants: Flow['wants']): Promise<void>;
}

export interface StageDependencies {
  readonly job: Job;
  readonly desk: Desk;
  readonly person: Person;
  readonly shown: Shown;
  readonly stillness: Stillness;
}

export const createStage = (dependencies: StageDependencies): Stage => {
  const { job, desk, person, shown, stillness } = dependencies;
  const { cast } = job;
  const isKiosk = desk.isKiosk;
  const tries: Person['tries'] = (what) => person.tries(what);

  const devices = async (): Promise<DeviceList> => {
    const listed = await tries(() => desk.devices.list());
    return listed.ok ? listed.value : noList;
  };
  const all = async (type: DeviceType): Promise<readonly DeviceView[]> =>
    (await devices()).devices.filter((device) => device.type === type);
  const active = async (type: DeviceType): Promise<readonly DeviceView[]> =>
    (await all(type)).filter(({ status }) => status === 'active');

  const withOne = async (
    type: DeviceType,
    what: (id: string) => Promise<Result<unknown>>,
  ): Promise<boolean> => {
    const [device] = await active(type);
    return device !== undefined && (await tries(() => what(device.id))).ok;
  };
  const ofKiosk = (
    what: (kiosk: NonNullable<ReturnType<Desk['kiosk']>>) => Promise<Result<unknown>>,
  ): Promise<unknown> =>
    tries(() => {
      const kiosk = desk.kiosk();
      return kiosk === null ? Promise.resolve(fail({ code: 'notAllowed' })) : what(kiosk);
    });
  const until = async (seen: () => boolean): Promise<Result<undefined>> => {
    for (let looks = 0; looks < 2_000; looks += 1) {
      if (seen()) return ok(undefined);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return fail({ code: 'timedOut' });
  };

  const stage: Stage = {
    cast,
    person,
    async arrives() {
      await stillness.during(desk.session.restore());
      await tries(async () => {
        const { state } = desk.session.view();
        return state === 'signedIn' ? ok(undefined) : desk.session.signIn('browser');
      });
      if (isKiosk)
        await tries(() =>
          until(() => shown.kiosk !== null && shown.kiosk.stage.name !== 'checkingRights'),
        );
    },
    async isServed() {
      if (!isKiosk) return;
      await ofKiosk((kiosk) => kiosk.begin(pin));
      await ofKiosk((kiosk) => kiosk.open(cast.person.id));
      await ofKiosk((kiosk) => kiosk.identify('badge'));
    },
    async pairs(type, habits) {
      if ((await tries(() => desk.begin(null))).ok) await person.sees(type, habits);
    },
    async proves(type) {
      if (await withOne(type, (id) => desk.prove(id))) await person.sees(type);
    },
    async renames(type, name) {
      await withOne(type, (id) => desk.devices.rename(id, name));
    },
    async putsFirst(type) {
      await tries(async () => {
        const ids = (await devices()).devices.filter(({ status }) => status === 'active');
        const first = ids.filter((device) => device.type === type);
        const rest = ids.filter((device) => device.type !== type);
        return desk.devices.reorder([...first, ...rest].map(({ id }) => id));
      });
    },
    async removes(type) {
      await withOne(type, (id) => desk.devices.remove(id, true));
    },
    async replaces(old, type) {
      const begun = await withOne(old, (id) => desk.begin(id));
      if (!begun) return;
      await person.sees(type);
      if ((await active(type)).length > 0) await stage.removes(old);
    },
    async signsOut() {
      await tries(() => desk.session.signOut());
    },
    async next() {
      await tries(() => putsAway(desk));
    },
    async undoes() {
      await ofKiosk((kiosk) => kiosk.takeBack(pin));
      for (const { id } of shown.kiosk?.bindings ?? [])
        await ofKiosk((kiosk) => kiosk.undo(id, 'wrongDevice'));
    },
    async told() {
      const listed = isKiosk ? noList : await devices();
      await stillness.still();
      return {
        ...seenOf(listed, desk.journal.view()),
        screens: [...person.ends],
        leftAtPingOne: shown.kiosk?.problem?.code === 'leftAtPingOne',
      };
    },
    async goesOn(wants) {
      await stage.isServed();
      for (const [type, count] of Object.entries(wants) as [DeviceType, number][]) {
        for (const { id, canFinish } of await all(type))
          if (canFinish && !isKiosk && (await tries(() => desk.resume(id))).ok)
            await person.sees(type);
        for (let have = (await active(type)).length; have < count; have += 1)
          await stage.pairs(type);
      }
      if (isKiosk) await stage.next();
    },
  };
  return stage;
};
