import type { Desk } from '../../../electron/desk';
import type { PairingView } from '../../../shared/pairing/screen';
import type { PersonAction } from '../../../shared/pairing/event';
import { fail, type Result } from '../../../shared/result';

export const pin = '471147';

/** What is done in the window, by whoever may do it: at a kiosk the screen goes to and fro. */
export type Act = (view: PairingView, action: PersonAction) => Promise<Result<undefined>>;

const operators: ReadonlySet<PersonAction['kind']> = new Set(['choose', 'back', 'leave']);

export const createAct =
  (desk: Desk): Act =>
  async (view, action) => {
    if (!desk.isKiosk) return desk.act(view.id, action);
    const kiosk = desk.kiosk();
    if (kiosk === null) return fail({ code: 'notAllowed' });
    if (action.kind === 'describe') {
      const asked = await kiosk.handOver({
        kind: 'pair',
        details: action.details,
        nickname: action.nickname,
        ownerConfirmed: action.ownerConfirmed,
      });
      return asked.ok ? kiosk.confirm() : asked;
    }
    if (operators.has(action.kind) && kiosk.hands() !== 'operator') await kiosk.takeBack(pin);
    else if (!operators.has(action.kind) && kiosk.hands() === 'operator')
      await kiosk.handOverAgain();
    return desk.act(view.id, action);
  };

/** The operator takes the screen back, and puts the person away. */
export const putsAway = async (desk: Desk): Promise<Result<undefined>> => {
  const kiosk = desk.kiosk();
  if (kiosk === null) return fail({ code: 'notAllowed' });
  await kiosk.takeBack(pin);
  return kiosk.next();
};
