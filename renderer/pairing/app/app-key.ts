import type { AppKey } from '../../../shared/ipc/views';
import { groupsOf } from '../../key-groups';
import { m } from '../../messages/compiled/messages';

/** As the app will list it. */
export const nameIn = ({ issuer, account }: AppKey): string | null =>
  issuer === null || account === null ? (issuer ?? account) : m.app_named_as({ issuer, account });

/** `JBSW Y3DP EHPK 3PXP`: groups of four are easier to type. */
export const inGroups = (secret: string): string => groupsOf(secret).join(' ');
