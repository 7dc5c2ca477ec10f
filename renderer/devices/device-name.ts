import * as v from 'valibot';
import { nicknameLimit, nicknameSchema } from '../../shared/devices/catalog';
import type { DeviceView } from '../../shared/ipc/views';
import { m } from '../messages/compiled/messages';

export type Named = Pick<DeviceView, 'id' | 'nickname' | 'status'>;

const fold = (name: string): string => name.normalize('NFKC').trim().toLocaleLowerCase();

/** Two devices of one name cannot be told apart; one that was never finished does not count. */
export const isTaken = (name: string, devices: readonly Named[], except?: string): boolean =>
  devices.some(
    ({ id, nickname, status }) =>
      id !== except && status !== 'pending' && nickname !== null && fold(nickname) === fold(name),
  );

/** Why a name cannot be used, in words; undefined when it can. An empty one is for the caller to judge. */
export const nameProblem = (
  name: string,
  devices: readonly Named[],
  except?: string,
): string | undefined => {
  const trimmed = name.trim();
  if (trimmed.length > nicknameLimit) return m.name_too_long({ limit: nicknameLimit });
  if (!v.is(nicknameSchema, trimmed)) return m.name_strange();
  return trimmed !== '' && isTaken(trimmed, devices, except) ? m.name_taken() : undefined;
};
