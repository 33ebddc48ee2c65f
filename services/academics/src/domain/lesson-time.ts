import { invalid } from '@campusgraph/errors';
import { DateTime } from 'luxon';

/** When a lesson is: from `startsAt` up to, not including, `endsAt`. */
export interface LessonTime {
  startsAt: Date;
  endsAt: Date;
}

/** A lesson may be entered after it was held, but not so long after that it must be a typing error. */
const MAX_DAYS_BACK = 92;
const MAX_DAYS_AHEAD = 400;
const MAX_MINUTES = 12 * 60;
/** More lessons than any term has; a bound on one transaction. */
export const MAX_LESSONS_AT_ONCE = 200;
const DAY_MS = 86_400_000;

/** The lesson that starts then and lasts that long. */
export const lessonTime = (startsAt: Date, durationMinutes: number): LessonTime => ({
  startsAt,
  endsAt: new Date(startsAt.getTime() + durationMinutes * 60_000),
});

/** Throws INVALID_LESSON_TIME, or LESSON_TOO_FAR for more than 92 days back or 400 days ahead. */
export function checkLessonTime({ startsAt, endsAt }: LessonTime, now: Date): void {
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  if (minutes <= 0 || minutes > MAX_MINUTES) {
    throw invalid(
      'INVALID_LESSON_TIME',
      {
        en: `A lesson ends after it starts and within ${MAX_MINUTES} minutes; this one would last ${minutes}.`,
        'zh-CN': `课次的结束时间须晚于开始时间且不超过 ${MAX_MINUTES} 分钟,当前为 ${minutes} 分钟。`,
      },
      { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    );
  }
  const days = (startsAt.getTime() - now.getTime()) / DAY_MS;
  if (days >= -MAX_DAYS_BACK && days <= MAX_DAYS_AHEAD) return;
  throw invalid(
    'LESSON_TOO_FAR',
    {
      en: `A lesson at ${startsAt.toISOString()} is too far from today: at most ${MAX_DAYS_BACK} days back and ${MAX_DAYS_AHEAD} ahead.`,
      'zh-CN': `课次时间 ${startsAt.toISOString()} 超出范围:最早 ${MAX_DAYS_BACK} 天前,最晚 ${MAX_DAYS_AHEAD} 天后。`,
    },
    { startsAt: startsAt.toISOString() },
  );
}

/** Throws STARTS_IN_THE_PAST: what people are to come to is still ahead. */
export function checkStartsLater({ startsAt }: Pick<LessonTime, 'startsAt'>, now: Date): void {
  if (startsAt > now) return;
  throw invalid(
    'STARTS_IN_THE_PAST',
    {
      en: `startsAt ${startsAt.toISOString()} has passed. Choose a later start.`,
      'zh-CN': `startsAt ${startsAt.toISOString()} 已过,请选择更晚的开始时间。`,
    },
    { startsAt: startsAt.toISOString() },
  );
}

/** Two lessons of one class cannot be at once. Throws LESSONS_OVERLAP naming the two, or TOO_MANY_LESSONS. */
export function checkSeries(times: readonly LessonTime[]): void {
  if (times.length === 0 || times.length > MAX_LESSONS_AT_ONCE) {
    throw invalid(
      'TOO_MANY_LESSONS',
      {
        en: `Schedule 1 to ${MAX_LESSONS_AT_ONCE} lessons at once, not ${times.length}.`,
        'zh-CN': `一次可排 1 到 ${MAX_LESSONS_AT_ONCE} 个课次,收到 ${times.length} 个。`,
      },
      { count: times.length },
    );
  }
  const inOrder = times.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const [index, next] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (!before || before.endsAt <= next.startsAt) continue;
    const [first, second] = [before.startsAt.toISOString(), next.startsAt.toISOString()];
    throw invalid(
      'LESSONS_OVERLAP',
      {
        en: `The lessons that start at ${first} and ${second} overlap; a class has one lesson at a time.`,
        'zh-CN': `开始于 ${first} 与 ${second} 的课次时间重叠,同一班级同一时间只能有一个课次。`,
      },
      { first, second },
    );
  }
}

export interface WeeklyPattern {
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** `HH:mm` on the branch's clock. */
  startTime: string;
  /** The first day that may have a lesson, `YYYY-MM-DD`. */
  from: string;
  count: number;
  /** Days without a lesson, such as holidays; they do not count. */
  skipDays?: readonly string[];
}

/**
 * The starts of a weekly lesson on the branch's wall clock, so that a lesson at 18:00 stays at 18:00 where clocks change.
 * Throws INVALID_WEEKLY_PATTERN.
 */
export function weeklyStarts(pattern: WeeklyPattern, timeZone: string): Date[] {
  const { weekday, count } = pattern;
  const [hour, minute] = parseClock(pattern.startTime);
  const from = DateTime.fromISO(pattern.from, { zone: timeZone });
  if (!from.isValid || !isWhole(weekday, 1, 7) || !isWhole(count, 1, MAX_LESSONS_AT_ONCE)) throw badPattern(pattern);
  const skipped = new Set(pattern.skipDays);
  const starts: Date[] = [];
  let date = from.plus({ days: (weekday - from.weekday + 7) % 7 });
  while (starts.length < count) {
    const start = date.set({ hour, minute });
    if (!skipped.has(date.toISODate() ?? '')) starts.push(start.toJSDate());
    date = date.plus({ weeks: 1 });
  }
  return starts;

  function parseClock(text: string): [number, number] {
    const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
    if (!match) throw badPattern(pattern);
    return [Number(match[1]), Number(match[2])];
  }
}

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

const badPattern = ({ weekday, startTime, from, count }: WeeklyPattern) =>
  invalid(
    'INVALID_WEEKLY_PATTERN',
    {
      en: `Weekly lessons need weekday 1 (Monday) to 7, startTime as HH:mm, from as a day and count 1 to ${MAX_LESSONS_AT_ONCE}; got ${weekday}, ${startTime}, ${from}, ${count}.`,
      'zh-CN': `每周排课需要 weekday 1(周一)至 7、startTime 形如 HH:mm、from 为日期、count 1 至 ${MAX_LESSONS_AT_ONCE};收到 ${weekday}、${startTime}、${from}、${count}。`,
    },
    { weekday, startTime, from, count },
  );

/** For a message: `2026-03-02 18:00–19:30` on the branch's clock. */
export function printLessonTime({ startsAt, endsAt }: LessonTime, timeZone: string): string {
  const start = DateTime.fromJSDate(startsAt, { zone: timeZone });
  const end = DateTime.fromJSDate(endsAt, { zone: timeZone });
  return `${start.toFormat('yyyy-MM-dd HH:mm')}–${end.toFormat('HH:mm')}`;
}
