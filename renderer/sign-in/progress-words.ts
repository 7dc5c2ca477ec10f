import type { SignInProgress, SignInWay } from '../../shared/ipc/views';
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

/** In groups of four, unless PingOne has grouped it. */
export const shownCode = ({ userCode }: Phone): string =>
  /[^a-z0-9]/i.test(userCode) ? userCode : (userCode.match(/.{1,4}/g)?.join(' ') ?? '');

/** Letter by letter: no word is made of it. */
export const spelledCode = ({ userCode }: Phone): string =>
  Array.from(userCode.replace(/\s/g, '')).join(' ');

/** The lead, and for the ear what the eye finds on the screen. */
export const spokenOf = (way: SignInWay, progress: SignInProgress): string => {
  const { phase, phone } = progress;
  return phase === 'waiting' && phone !== null
    ? m.signing_in_phone_spoken({ address: phone.address, code: spelledCode(phone) })
    : leadOf(way, progress);
};
