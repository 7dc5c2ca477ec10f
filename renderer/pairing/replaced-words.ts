import type { PairingView } from '../../shared/pairing/screen';
import { kindOf } from '../devices/device-kinds';

export type Replaced = NonNullable<PairingView['replaces']>;

export const replacedName = ({ type, name }: Replaced): string => name ?? kindOf(type).label();
