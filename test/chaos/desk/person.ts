import type { Desk } from '../../../electron/desk';
import type { Details, DeviceType } from '../../../shared/devices/catalog';
import type { PersonAction } from '../../../shared/pairing/event';
import type { PairingView, Screen } from '../../../shared/pairing/screen';
import { isAmbiguous } from '../../../shared/errors';
import type { Result } from '../../../shared/result';
import type { Cast } from '../messages';
import { putsAway, type Act } from './handling';
import type { Line } from './line';
import type { Platter } from './platter';
import type { Shown } from './ports';
import type { Stillness } from './stillness';

/** What somebody does otherwise than straight on; each of these once. */
export interface Habits {
  /** types a wrong code first */
  readonly wrongFirst?: true;
  /** asks for the code once more */
  readonly resends?: true;
  /** does this on the first screen of this kind */
  readonly turns?: { readonly at: Screen['kind']; readonly by: 'leave' | 'back' | 'next' };
  /** what is chosen after `back` */
  readonly instead?: DeviceType;
  /** holds this hardware token in their hand, and not the one in step */
  readonly serialNumber?: string;
}

export interface Person {
  detailsOf(type: DeviceType): Details;
  /** Does something in the window; where it fails, once or twice more, as people do. */
  tries<T>(what: () => Promise<Result<T>>): Promise<Result<T>>;
  /** Looks after the running pairing to its end, and puts it away. */
  sees(type: DeviceType, habits?: Habits): Promise<void>;
  advances(milliseconds: number): Promise<void>;
  /** where pairings ended, and what they said is left */
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

type ScreenKind = Screen['kind'];

/** Whether nothing happens until somebody does something. */
const awaitsSomebody = (screen: Screen): boolean => {
  switch (screen.kind) {
    case 'code':
    case 'app':
    case 'token':
      return screen.busy === null && !screen.leaving;
    case 'securityKey':
      return screen.stage === 'stopped';
    case 'choose':
    case 'describe':
    case 'chooseDevice':
    case 'done':
    case 'failed':
    case 'abandoned':
      return true;
    case 'wait':
    case 'agent':
    case 'browser':
    case 'pairingKey':
    case 'push':
      return false;
    default:
      return screen satisfies never;
  }
};

const endOf = (screen: Screen): string | null => {
  switch (screen.kind) {
    case 'done':
      return `done ${screen.verdict.kind}`;
    case 'failed':
      return `failed ${screen.left}`;
    case 'abandoned':
      return screen.left === null ? 'abandoned' : 'abandoned pending';
    default:
      return null;
  }
};

const mostActs = 40;
const mostTries = 3;
/** Looks at a phone, or at a list, until nothing is expected of it any more. */
const mostLooks = 200;

export const createPerson = (dependencies: PersonDependencies): Person => {
  const { desk, act, cast, line, shown, stillness, platter, clock } = dependencies;
  const ends: string[] = [];

  const advances = async (milliseconds: number): Promise<void> => {
    clock.offset = await line.ask<number>({ kind: 'advance', milliseconds });
  };

  const detailsOf = (type: DeviceType): Details => {
    const { phone, email } = cast;
    switch (type) {
      case 'SMS':
      case 'WHATSAPP':
        return { type, phone };
      case 'VOICE':
        return { type, phone, extension: '' };
      case 'EMAIL':
        return { type, email };
      case 'OATH_TOKEN':
        return { type, serialNumber: cast.tokenInStep };
      case 'TOTP':
      case 'FIDO2':
      case 'MOBILE':
      case 'PINGID_DESKTOP_GEN2':
        return { type };
      default:
        return type satisfies never;
    }
  };

  const codeFor = async (screen: Screen, details: Details): Promise<string> => {
    if (screen.kind === 'app') {
      const wait = (screen.freshAt ?? 0) - (Date.now() + clock.offset);
      if (wait > 0) await advances(wait + 1_000);
      return line.ask<string>({ kind: 'appCode' });
    }
    if (screen.kind === 'token')
      return line.ask<string>({ kind: 'press', serialNumber: screen.target ?? cast.tokenInStep });
    return line.ask<string>({
      kind: 'message',
      to: details.type === 'EMAIL' ? details.email : cast.phone,
    });
  };

  const tries: Person['tries'] = async (what) => {
    for (let time = 1; ; time += 1) {
      await stillness.still();
      // whoever has clicked has waited before: what was written is on the disk by now
      platter.timePasses();
      const result = await stillness.during(what());
      if (result.ok || time === mostTries) return result;
    }
  };

  return {
    ends,
    detailsOf,
    tries,
    advances,
    async sees(first, habits = {}) {
      let type = first;
      const done = new Set<string>();
      const once = (what: string): boolean => !done.has(what) && done.add(what).size > 0;
      const counts = new Map<ScreenKind, number>();
      /** What came of the last thing that was done is seen on the screen that comes next. */
      const doing = (view: PairingView, action: PersonAction): Promise<unknown> =>
        stillness.during(act(view, action));
      const turnsAway = async (view: PairingView, by: 'leave' | 'back' | 'next'): Promise<void> => {
        if (by === 'back') type = habits.instead ?? type;
        if (by !== 'next') await doing(view, { kind: by });
        else await tries(() => putsAway(desk));
      };
      const mine = (): Details =>
        type === 'OATH_TOKEN'
          ? { type, serialNumber: habits.serialNumber ?? cast.tokenInStep }
          : detailsOf(type);
      const may = (view: PairingView, kind: PersonAction['kind']): boolean =>
        view.allowed.includes(kind);

      /** False: there is nothing more to be done. */
      const does = async (view: PairingView): Promise<boolean> => {
        const { screen } = view;
        const seen = (counts.get(screen.kind) ?? 0) + 1;
        counts.set(screen.kind, seen);
        const { turns } = habits;
        if (turns?.at === screen.kind && once('turns')) {
          await turnsAway(view, turns.by);
          return true;
        }
        switch (screen.kind) {
          case 'choose':
            await doing(view, seen > mostTries ? { kind: 'leave' } : { kind: 'choose', type });
            return true;
          case 'describe':
            if (screen.problem !== null && isAmbiguous(screen.problem))
              ends.push('describe, an answer was lost');
            await doing(
              view,
              seen > mostTries
                ? { kind: 'leave' }
                : {
                    kind: 'describe',
                    details: mine(),
                    nickname: '',
                    ownerConfirmed: true,
                  },
            );
            return true;
          case 'code':
          case 'app':
          case 'token': {
            if (seen > 8) {
              await doing(view, { kind: 'leave' });
              return true;
            }
            if (!may(view, 'answer')) {
              await doing(view, { kind: may(view, 'retry') ? 'retry' : 'leave' });
              return true;
            }
            if (habits.resends === true && screen.kind === 'code' && once('resends')) {
              await advances(31_000);
              await doing(view, { kind: 'resend' });
              return true;
            }
            const code = await codeFor(screen, mine());
            const wrong = habits.wrongFirst === true && once('wrong');
            await doing(view, {
              kind: 'answer',
              code: wrong ? `${code.startsWith('9') ? '1' : '9'}${code.slice(1)}` : code,
            });
            return true;
          }
          case 'securityKey':
            await doing(view, { kind: seen > mostTries ? 'leave' : 'retry' });
            return true;
          case 'chooseDevice':
            await doing(view, { kind: 'leave' });
            return true;
          case 'done':
            if (screen.verdict.kind === 'proven' || screen.verdict.reason === 'left') return false;
            if (seen >= mostTries || !may(view, 'retry')) return false;
            await doing(view, { kind: 'retry' });
            return true;
          case 'failed':
          case 'abandoned':
            if (seen < mostTries && may(view, 'retry')) await doing(view, { kind: 'retry' });
            else if (may(view, 'leave') && once('leaves')) await doing(view, { kind: 'leave' });
            else return false;
            return true;
          case 'wait':
          case 'agent':
          case 'browser':
          case 'pairingKey':
          case 'push':
            return true;
          default:
            return screen satisfies never;
        }
      };

      /** What is done on a phone, beside this window; true where something was. */
      const onThePhone = async (view: PairingView): Promise<boolean> => {
        if (view.screen.kind === 'push') return line.ask<boolean>({ kind: 'approve' });
        if (view.screen.kind !== 'pairingKey' || view.screen.leaving) return false;
        const { turns } = habits;
        if (turns?.at === 'pairingKey' && once('turns')) {
          await turnsAway(view, turns.by);
          return true;
        }
        const key = desk.pairingKey(view.id);
        return key.ok && once(`claim ${key.value.code}`)
          ? line.ask<boolean>({ kind: 'claim', code: key.value.code })
          : false;
      };

      let idle = 0;
      let looks = 0;
      for (let acts = 0; acts < mostActs;) {
        await stillness.still();
        const view = shown.pairing;
        if (view === null) return;
        if (awaitsSomebody(view.screen)) {
          acts += 1;
          idle = 0;
          platter.timePasses();
          if (await does(view)) continue;
          ends.push(endOf(view.screen) ?? view.screen.kind);
          desk.pairing.close(view.id);
          return;
        }
        if (await onThePhone(view)) continue;
        if (stillness.wake()) {
          looks += 1;
          if (looks > mostLooks) break;
          idle = 0;
          continue;
        }
        idle += 1;
        if (idle > 2_000) break;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      ends.push(`stuck ${shown.pairing?.screen.kind ?? ''}`);
    },
  };
};
