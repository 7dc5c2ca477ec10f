import type { Binding } from '../../shared/kiosk/view';
import { kindOf } from '../devices/device-kinds';
import { m } from '../messages/compiled/messages';

/** Which device it is, in words. */
export const bindingName = ({ type, target }: Pick<Binding, 'type' | 'target'>): string => {
  const kind = kindOf(type).label();
  return target === null ? kind : m.kiosk_binding({ kind, target });
};
