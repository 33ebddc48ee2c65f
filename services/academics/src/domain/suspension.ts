import { conflict, type DomainError, invalid } from '@campusgraph/errors';
import { DateTime } from 'luxon';
import type { LessonTime } from './lesson-time.ts';

/** From `startsAt` up to, not including, `endsAt`; null: without an end yet. */
export interface Span {
  startsAt: Date;
  endsAt: Date | null;
}

/** PLANNED → RUNNING → ENDED as time passes; CANCELLED before it begins. */
export type SuspensionStatus = 'PLANNED' | 'RUNNING' | 'ENDED' | 'CANCELLED';

/** A suspension takes the lessons that lie in it: who goes or comes back while one runs is at it, as who leaves or joins is. */
export const isAway = ({ startsAt, endsAt }: Span, lesson: LessonTime): boolean =>
  startsAt <= lesson.startsAt && (endsAt === null || endsAt >= lesson.endsAt);

export function suspensionStatus(
  { startsAt, endsAt, cancelledAt }: Span & { cancelledAt: Date | null },
  now: Date,
): SuspensionStatus {
  if (cancelledAt) return 'CANCELLED';
  if (startsAt > now) return 'PLANNED';
  return endsAt === null || endsAt > now ? 'RUNNING' : 'ENDED';
}

/** Which instant a day means. */
export interface BranchClock {
  timeZone: string;
  now: Date;
}

/** A bound on typing errors, not a rule of the school. */
const MAX_DAYS_AHEAD = 730;

/** Days from today on that clock: 0 is today. */
const daysAhead = (day: string, { timeZone: zone, now }: BranchClock): number =>
  DateTime.fromISO(day, { zone }).diff(DateTime.fromJSDate(now, { zone }).startOf('day'), 'days').days;

/** When what is said to begin on a day begins: at its midnight, today at once. */
export const dayBegins = (day: string, clock: BranchClock): Date =>
  daysAhead(day, clock) <= 0 ? clock.now : DateTime.fromISO(day, { zone: clock.timeZone }).toJSDate();

/** Is the day today or later, and not years away? */
export const isAhead = (day: string, clock: BranchClock, most = MAX_DAYS_AHEAD): boolean =>
  daysAhead(day, clock) >= 0 && daysAhead(day, clock) <= most;

export interface SuspensionPlan {
  /** The first day that the student does not come. */
  from: string;
  /** The last one; null: until resumed. */
  until: string | null;
  keepsSeat: boolean;
}

/** Whole days. Throws INVALID_SUSPENSION for one that is over or ends before it begins, SEAT_STAYS_TAKEN. */
export function planSuspension({ from, until, keepsSeat }: SuspensionPlan, clock: BranchClock): Span {
  const isOrdered = until === null || (until >= from && isAhead(until, clock));
  if (!isAhead(from, clock) || !isOrdered) {
    const today = DateTime.fromJSDate(clock.now, { zone: clock.timeZone }).toISODate();
    throw invalid(
      'INVALID_SUSPENSION',
      {
        en: `A suspension begins today (${today}) or later, within ${MAX_DAYS_AHEAD} days, and until is not before from; from ${from} until ${until ?? 'resumed'} is not.`,
        'zh-CN': `停课须从今天(${today})起 ${MAX_DAYS_AHEAD} 天内开始,且 until 不早于 from;收到 from ${from}、until ${until ?? '未定'}。`,
      },
      { from, until, today },
    );
  }
  if (!keepsSeat && (until !== null || daysAhead(from, clock) > 0)) throw seatStaysTaken(from, until);
  const endsAt = until === null ? null : DateTime.fromISO(until, { zone: clock.timeZone }).plus({ days: 1 }).toJSDate();
  return { startsAt: dayBegins(from, clock), endsAt };
}

const seatStaysTaken = (from: string, until: string | null): DomainError =>
  invalid(
    'SEAT_STAYS_TAKEN',
    {
      en: `keepsSeat false gives the seat up from today until the student is resumed; from ${from} until ${until ?? 'resumed'} the seat is still needed. Leave until out and enter it on the day, or keep the seat.`,
      'zh-CN': `keepsSeat 为 false 表示从今天起让出名额直至复课;from ${from}、until ${until ?? '未定'} 仍需保留名额。请在当天办理且不填 until,或保留名额。`,
    },
    { from, until, keepsSeat: false },
  );

/**
 * When a suspension that runs ends if the student comes again on that day; null: now. Throws INVALID_RESUMPTION for a day that
 * is over, or on which it would have ended already.
 */
export function planResumption({ endsAt }: Span, on: string | null, clock: BranchClock): Date {
  if (on === null) return clock.now;
  const resumesAt = dayBegins(on, clock);
  if (isAhead(on, clock) && (endsAt === null || resumesAt < endsAt)) return resumesAt;
  throw invalid(
    'INVALID_RESUMPTION',
    {
      en: `on ${on} must be today or later, within ${MAX_DAYS_AHEAD} days, and before the suspension ends by itself (${endsAt?.toISOString() ?? 'it does not'}).`,
      'zh-CN': `复课日期 on ${on} 须为今天或以后(${MAX_DAYS_AHEAD} 天内),并早于停课的结束时间(${endsAt?.toISOString() ?? '未定'})。`,
    },
    { on, endsAt: endsAt?.toISOString() ?? null },
  );
}

/** SUSPENSION_OVERLAPS: a student is suspended once at a time. */
export const suspensionOverlaps = ({ id, startsAt, endsAt }: Span & { id: string }, timeZone: string): DomainError => {
  const day = (at: Date) => DateTime.fromJSDate(at, { zone: timeZone }).toISODate();
  const last = endsAt && day(new Date(endsAt.getTime() - 1));
  return conflict(
    'SUSPENSION_OVERLAPS',
    {
      en: `The student is suspended from ${day(startsAt)} until ${last ?? 'resumed'} already. Choose other days, or cancel or end that one.`,
      'zh-CN': `该学员已在 ${day(startsAt)} 至 ${last ?? '复课'} 期间停课,请选择其他日期,或先取消、结束原停课。`,
    },
    {
      enrollmentSuspensionId: id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
    },
  );
};
