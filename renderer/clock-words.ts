import { m } from './messages/compiled/messages';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const amountOf = (milliseconds: number): string => {
  if (milliseconds < 1.5 * hour)
    return m.clock_minutes({ count: Math.max(1, Math.round(milliseconds / minute)) });
  return milliseconds < 1.5 * day
    ? m.clock_hours({ count: Math.round(milliseconds / hour) })
    : m.clock_days({ count: Math.round(milliseconds / day) });
};

/** What a wrong clock means, and what to do. `clockError`: milliseconds, ahead is positive; null: it is right enough. */
export const clockNote = (
  clockError: number | null,
): { readonly title: string; readonly text: string } | null => {
  if (clockError === null) return null;
  const amount = amountOf(Math.abs(clockError));
  return {
    title: clockError > 0 ? m.clock_fast({ amount }) : m.clock_slow({ amount }),
    text: m.clock_text(),
  };
};
