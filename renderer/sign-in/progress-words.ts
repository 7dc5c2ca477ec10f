import type { SignInProgress, SignInWay } from '../../shared/ipc/views';
import { groupsOf } from '../key-groups';
import { m } from '../messages/compiled/messages';

type Phase = SignInProgress['phase'];
type Phone = NonNullable<SignInProgress['phone']>;

const leads = {
  browser: {
    opening: m.signing_in_opening,
    waiting: m.signing_in_waiting,
    finishing: m.signing_in_finishing,
  },
  phone: {
    opening: m.signing_in_phone_opening,
    waiting: m.signing_in_phone_waiting,
    finishing: m.signing_in_phone_finishing,
  },
} satisfies Record<SignInWay, Record<Phase, () => string>>;

const waits = {
  browser: {
    opening: m.signing_in_wait_browser,
    waiting: m.signing_in_wait_browser,
    finishing: m.signing_in_wait_finish,
  },
  phone: {
    opening: m.signing_in_wait_code,
    waiting: m.signing_in_wait_phone,
    finishing: m.signing_in_wait_finish,
  },
} satisfies Record<SignInWay, Record<Phase, () => string>>;

export const titleOf = (way: SignInWay): string =>
  way === 'phone' ? m.signing_in_phone_title() : m.signing_in_title();

export const leadOf = (way: SignInWay, { phase }: SignInProgress): string => leads[way][phase]();

/** What is being waited for, beside the time that is left. */
export const waitOf = (way: SignInWay, { phase }: SignInProgress): string => waits[way][phase]();

/** Looked at character by character: see "[Note: The last match]". */
const isGrouped = (userCode: string): boolean =>
  Array.from(userCode).some((character) => !/[a-z0-9]/i.test(character));

/** In groups of four, unless PingOne has grouped it. */
export const shownCode = ({ userCode }: Phone): string =>
  isGrouped(userCode) ? userCode : groupsOf(userCode).join(' ');

/** Letter by letter: no word is made of it. */
export const spelledCode = ({ userCode }: Phone): string =>
  Array.from(userCode)
    .filter((character) => !/\s/.test(character))
    .join(' ');

/** The lead, and for the ear what the eye finds on the screen. */
export const spokenOf = (way: SignInWay, progress: SignInProgress): string => {
  const { phase, phone } = progress;
  return phase === 'waiting' && phone !== null
    ? m.signing_in_phone_spoken({ address: phone.address, code: spelledCode(phone) })
    : leadOf(way, progress);
};
