import { invalid } from '@campusgraph/errors';

/** From `from` until just before `to` on the branch's wall clock (`HH:MM`), over midnight where `to` is earlier; equal: never. */
export interface QuietHours {
  from: string;
  to: string;
}

/** Nobody's phone rings at night unless they want it to. */
export const SHIPPED_QUIET_HOURS: QuietHours = { from: '21:30', to: '08:00' };

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** When a message that would disturb may go: `now`, or the end of the quiet hours it falls into. */
export function afterQuietHours(now: Date, { from, to }: QuietHours, timeZone: string): Date {
  const time = minuteOfDay(now, timeZone);
  const [start, end] = [minutes(from), minutes(to)];
  const quiet = start <= end ? time >= start && time < end : time >= start || time < end;
  if (!quiet) return now;
  const waiting = (end - time + DAY_MINUTES) % DAY_MINUTES;
  const wholeMinute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const target = new Date(wholeMinute + waiting * MINUTE_MS);
  // In a night when the clocks change, the wall shows something else by then.
  const shift = ((end - minuteOfDay(target, timeZone) + 1.5 * DAY_MINUTES) % DAY_MINUTES) - DAY_MINUTES / 2;
  return new Date(target.getTime() + shift * MINUTE_MS);
}

/** Hours as they may be stored. Throws INVALID_QUIET_HOURS, naming the value. */
export function checkQuietHours(hours: QuietHours): QuietHours {
  const argument = !TIME.test(hours.from) ? 'quietFrom' : !TIME.test(hours.to) ? 'quietTo' : undefined;
  if (argument === undefined) return hours;
  const wrong = argument === 'quietFrom' ? hours.from : hours.to;
  throw invalid(
    'INVALID_QUIET_HOURS',
    {
      en: `${argument} "${wrong}" is not a time of the day. Use HH:MM from 00:00 to 23:59.`,
      'zh-CN': `${argument} “${wrong}”不是有效时间,请使用 00:00 到 23:59 的 HH:MM 格式。`,
    },
    { argument, value: wrong },
  );
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const minuteOfDay = (instant: Date, timeZone: string): number =>
  minutes(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      instant,
    ),
  );
