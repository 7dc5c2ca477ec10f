import type { Desk } from '../../../electron/desk';
import type { Details, DeviceType } from '../../../shared/devices/catalog';
import { isAmbiguous } from '../../../shared/ambiguous';
import type { PersonAction } from '../../../shared/pairing/event';
import type { PairingView, Screen } from '../../../shared/pairing/screen';
import type { Cast } from '../messages';
import { putsAway, type Act } from './handling';
import type { Line } from './line';
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

/** Somebody in front of one pairing, who remembers what they have tried. */
export interface Visit {
  /** Does what the screen asks for. False: it is over, and nobody wants to go on. */
  does(view: PairingView): Promise<boolean>;
  /** Does what is to be done on a phone, beside this window; true where something was. */
  onThePhone(view: PairingView): Promise<boolean>;
}

export interface VisitDependencies {
  readonly desk: Desk;
  readonly act: Act;
  readonly cast: Cast;
  readonly line: Line;
  readonly stillness: Stillness;
  readonly now: () => number;
  readonly advances: (milliseconds: number) => Promise<void>;
  /** a screen says that an answer was lost */
  readonly onLost: () => void;
}

/** How often somebody tries the same thing, and how often they type codes. */
const mostTries = 3;
const mostCodes = 8;

/** Past the 30 seconds after which a code can be asked for once more, in milliseconds. */
const coolDown = 31_000;

const wrong = (code: string): string => `${code.startsWith('9') ? '1' : '9'}${code.slice(1)}`;

export const createVisit = (
  dependencies: VisitDependencies,
  first: DeviceType,
  habits: Habits,
): Visit => {
  const { desk, act, cast, line, stillness, now, advances, onLost } = dependencies;
  const { turns } = habits;
  let type = first;
  const done = new Set<string>();
  const once = (what: string): boolean => !done.has(what) && done.add(what).size > 0;
  const seen = new Map<Screen['kind'], number>();

  // what came of it is seen on the next screen
  const doing = async (view: PairingView, action: PersonAction): Promise<true> => {
    await stillness.during(act(view, action));
    return true;
  };
  const may = (view: PairingView, kind: PersonAction['kind']): boolean =>
    view.allowed.includes(kind);

  const turnsAway = async (view: PairingView): Promise<true> => {
    const by = turns?.by ?? 'leave';
    if (by === 'back') type = habits.instead ?? type;
    if (by !== 'next') return doing(view, { kind: by });
    await stillness.during(putsAway(desk));
    return true;
  };

  const details = (): Details => {
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
        return { type, serialNumber: habits.serialNumber ?? cast.tokenInStep };
      case 'TOTP':
      case 'FIDO2':
      case 'MOBILE':
      case 'PINGID_DESKTOP_GEN2':
        return { type };
      default:
        return type satisfies never;
    }
  };

  const codeFor = async (screen: Screen): Promise<string> => {
    if (screen.kind === 'token')
      return line.ask<string>({ kind: 'press', serialNumber: screen.target ?? cast.tokenInStep });
    if (screen.kind === 'app') {
      const wait = (screen.freshAt ?? 0) - now();
      if (wait > 0) await advances(wait + 1_000);
      return line.ask<string>({ kind: 'appCode' });
    }
    return line.ask<string>({
      kind: 'message',
      to: type === 'EMAIL' ? cast.email : cast.phone,
    });
  };

  const answers = async (view: PairingView, times: number): Promise<true> => {
    if (times > mostCodes) return doing(view, { kind: 'leave' });
    if (!may(view, 'answer')) return doing(view, { kind: may(view, 'retry') ? 'retry' : 'leave' });
    if (habits.resends === true && view.screen.kind === 'code' && once('resends')) {
      await advances(coolDown);
      return doing(view, { kind: 'resend' });
    }
    const code = await codeFor(view.screen);
    return doing(view, {
      kind: 'answer',
      code: habits.wrongFirst === true && once('wrong') ? wrong(code) : code,
    });
  };

  const goesOn = async (view: PairingView, times: number): Promise<boolean> => {
    if (times < mostTries && may(view, 'retry')) return doing(view, { kind: 'retry' });
    if (view.screen.kind === 'done' || !may(view, 'leave') || !once('leaves')) return false;
    return doing(view, { kind: 'leave' });
  };

  return {
    async does(view) {
      const { screen } = view;
      const times = (seen.get(screen.kind) ?? 0) + 1;
      seen.set(screen.kind, times);
      if (turns?.at === screen.kind && once('turns')) return turnsAway(view);
      const hadEnough = times > mostTries;
      switch (screen.kind) {
        case 'choose':
          return doing(view, hadEnough ? { kind: 'leave' } : { kind: 'choose', type });
        case 'describe':
          if (screen.problem !== null && isAmbiguous(screen.problem)) onLost();
          return doing(
            view,
            hadEnough
              ? { kind: 'leave' }
              : { kind: 'describe', details: details(), nickname: '', ownerConfirmed: true },
          );
        case 'code':
        case 'app':
        case 'token':
          return answers(view, times);
        case 'securityKey':
          return doing(view, { kind: hadEnough ? 'leave' : 'retry' });
        case 'chooseDevice':
          return doing(view, { kind: 'leave' });
        case 'done':
          return screen.verdict.kind === 'notProven' && screen.verdict.reason !== 'left'
            ? goesOn(view, times)
            : false;
        case 'failed':
        case 'abandoned':
          return goesOn(view, times);
        case 'wait':
        case 'agent':
        case 'browser':
        case 'pairingKey':
        case 'push':
          return true;
        default:
          return screen satisfies never;
      }
    },

    async onThePhone(view) {
      const { screen } = view;
      if (screen.kind === 'push') return line.ask<boolean>({ kind: 'approve' });
      if (screen.kind !== 'pairingKey' || screen.leaving) return false;
      if (turns?.at === 'pairingKey' && once('turns')) return turnsAway(view);
      const key = desk.pairingKey(view.id);
      return key.ok && once(`claim ${key.value.code}`)
        ? line.ask<boolean>({ kind: 'claim', code: key.value.code })
        : false;
    },
  };
};
