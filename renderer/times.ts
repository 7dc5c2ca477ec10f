import { getLocale } from './messages/compiled/runtime';
import { m } from './messages/compiled/messages';

/** The language of the words in the way of the person's region: 21 Nov here, Nov 21 there. */
export const formatLocale = (): string => {
  const locale = getLocale();
  return (
    navigator.languages.find((tag) => tag === locale || tag.startsWith(`${locale}-`)) ?? locale
  );
};

const format = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(formatLocale(), options).format(at);

export const isSameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();

export const timeOf = (at: number): string => format(at, { timeStyle: 'short' });

/** The year only where it is not this one. */
export const dateOf = (at: number, now: number): string =>
  format(at, {
    day: 'numeric',
    month: 'short',
    ...(new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
  });

export const dateTimeOf = (at: number): string =>
  format(at, { dateStyle: 'medium', timeStyle: 'short' });

/** `0:18`, for a wait of seconds. */
export const clockOf = (seconds: number): string =>
  `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;

export const timeLeftOf = (seconds: number): string => {
  if (seconds === 0) return m.time_over();
  return seconds < 60
    ? m.time_seconds_left({ seconds })
    : m.time_minutes_seconds_left({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
};

/** Whole minutes while there are many of them: a number that changes every second is no rest for the eye. */
export const roughTimeLeftOf = (seconds: number): string =>
  seconds < 120 ? timeLeftOf(seconds) : m.time_minutes_left({ minutes: Math.floor(seconds / 60) });

/** The same for the ear. */
export const spokenTimeLeftOf = (seconds: number): string =>
  seconds >= 60
    ? m.time_spoken_minutes_left({ count: Math.round(seconds / 60) })
    : m.time_spoken_seconds_left({ seconds });
