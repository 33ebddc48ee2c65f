import { DateTime } from 'luxon';
import { daysOf } from './calendar.ts';
import type { Outage, Placement, School, WeeklyTimetable } from './model.ts';

/** One lesson of the term. */
export interface DatedLesson extends Placement {
  /** `YYYY-MM-DD` on the branch's clock. */
  date: string;
  startsAt: Date;
  endsAt: Date;
}

/** A lesson that its date takes away, to be made up at another time, in another room or with another teacher. */
export interface LostLesson extends DatedLesson {
  reason: 'CLOSING_DAY' | 'TEACHER_ABSENT' | 'ROOM_CLOSED';
}

/** Lays the weekly pattern over the period: on the wall clock, so that a lesson at 18:00 stays at 18:00 where clocks change. */
export function lessonDates(
  school: School,
  { placements }: WeeklyTimetable,
): { lessons: DatedLesson[]; lost: LostLesson[] } {
  const days = Map.groupBy(daysOf(school.period), ({ weekday }) => weekday);
  const reasonFor = reasons(school);
  const lessons: DatedLesson[] = [];
  const lost: LostLesson[] = [];
  for (const placement of placements) {
    for (const { date } of days.get(placement.weekday) ?? []) {
      const lesson = dated(placement, date, school.timeZone);
      const reason = reasonFor(lesson);
      if (reason === null) lessons.push(lesson);
      else lost.push({ ...lesson, reason });
    }
  }
  return { lessons: lessons.toSorted(byTime), lost: lost.toSorted(byTime) };
}

function dated(placement: Placement, date: string, zone: string): DatedLesson {
  const { startMinute, durationMinutes } = placement;
  const start = DateTime.fromISO(date, { zone }).set({ hour: Math.floor(startMinute / 60), minute: startMinute % 60 });
  return {
    ...placement,
    date,
    startsAt: start.toJSDate(),
    endsAt: start.plus({ minutes: durationMinutes }).toJSDate(),
  };
}

function reasons({
  branches,
  classGroups,
  teachers,
  rooms,
}: School): (lesson: DatedLesson) => LostLesson['reason'] | null {
  const branchById = new Map(branches.map((each) => [each.id, each]));
  const branchOf = new Map(classGroups.map(({ id, branchId }) => [id, branchById.get(branchId)]));
  const absences = new Map(teachers.map((each) => [each.id, each.absences]));
  const closures = new Map(rooms.map((each) => [each.id, each.closures]));
  const hits = (outages: readonly Outage[] = [], { startsAt, endsAt }: DatedLesson) =>
    outages.some(({ from, to }) => from < endsAt && startsAt < to);
  return (lesson) => {
    const closed = branchOf.get(lesson.classGroupId)?.closingDays ?? [];
    if (closed.some(({ firstDay, lastDay }) => firstDay <= lesson.date && lesson.date <= lastDay)) return 'CLOSING_DAY';
    if (hits(absences.get(lesson.teacherId), lesson)) return 'TEACHER_ABSENT';
    return hits(closures.get(lesson.roomId ?? ''), lesson) ? 'ROOM_CLOSED' : null;
  };
}

const byTime = (one: DatedLesson, other: DatedLesson): number => one.startsAt.getTime() - other.startsAt.getTime();
