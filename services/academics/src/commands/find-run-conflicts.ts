import { conflict, type DomainError } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { unavailable, type WaivableRule } from '../domain/availability.ts';
import { classClashError } from '../domain/clash.ts';
import type { LessonTime } from '../domain/lesson-time.ts';
import type { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { availabilityFacts } from '../persistence/queries/availability.ts';
import { type Booking, bookingsInTheWay } from '../persistence/queries/bookings.ts';
import { nameClashes } from './name-clashes.ts';

/** A lesson that a run or a repair would put on the timetable. */
export interface PlannedLesson extends LessonTime {
  id: string;
  roomId: string;
  teacherId: string;
  group: ClassGroup;
  /** What was set aside for it. */
  waivedRules?: WaivableRule[];
}

/**
 * By lesson, the first reason why it cannot be put there any more. Its classes are locked and its bookings queued for; `lessons` are in
 * order. Lessons of `leaving` are in nobody's way: they go elsewhere, and their bookings are released.
 */
export async function findRunConflicts(
  unit: UnitOfWork,
  branch: BranchCopy,
  lessons: readonly PlannedLesson[],
  bookings: readonly Booking[],
  leaving: ReadonlySet<string> = new Set(),
): Promise<Map<string, DomainError>> {
  const conflicts = new Map<string, DomainError>();
  const keep = (id: string, error: DomainError | null) => {
    if (error && !conflicts.has(id)) conflicts.set(id, error);
  };
  for (const lesson of lessons) keep(lesson.id, closed(lesson.group) ?? hasBegun(lesson, unit.now));
  await sameClass(unit, branch, { lessons, leaving }, keep);
  await taken(unit, branch, bookings, keep);
  await notAvailable(unit, lessons, keep);
  return conflicts;
}
type Keep = (id: string, error: DomainError | null) => void;

const meets = (one: LessonTime, other: LessonTime) => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

const closed = ({ status, name }: ClassGroup): DomainError | null =>
  status === 'OPEN'
    ? null
    : conflict('CLASS_CLOSED', { en: `Class ${name} is closed.`, 'zh-CN': `班级“${name}”已结班。` });

const hasBegun = ({ startsAt }: LessonTime, now: Date): DomainError | null =>
  startsAt > now
    ? null
    : conflict('LESSON_HAS_BEGUN', {
        en: `The lesson at ${startsAt.toISOString()} would have begun already.`,
        'zh-CN': `${startsAt.toISOString()} 的课次开始时间已过。`,
      });

async function sameClass(
  { em }: UnitOfWork,
  branch: BranchCopy,
  { lessons, leaving }: { lessons: readonly PlannedLesson[]; leaving: ReadonlySet<string> },
  keep: Keep,
): Promise<void> {
  const groups = [...new Set(lessons.map(({ group }) => group.id))];
  const others = await em.find(ScheduledLesson, {
    ...{ classGroupId: { $in: groups }, status: 'SCHEDULED' },
    ...{ startsAt: { $lt: lessons.at(-1)?.endsAt as Date }, endsAt: { $gt: lessons[0]?.startsAt as Date } },
  });
  const staying = others.filter(({ id }) => !leaving.has(id));
  const byClass = Map.groupBy(staying, ({ classGroupId }) => classGroupId);
  for (const lesson of lessons) {
    const other = byClass.get(lesson.group.id)?.find((one) => meets(one, lesson));
    if (other) keep(lesson.id, classClashError(lesson.group, other, branch.timeZone));
  }
}

/** Rooms, teachers and students that are at another lesson or activity. */
async function taken(
  { em }: UnitOfWork,
  { timeZone }: BranchCopy,
  bookings: readonly Booking[],
  keep: Keep,
): Promise<void> {
  const inTheWay = await bookingsInTheWay(em, bookings);
  for (const { booking, error } of await nameClashes(em, timeZone, inTheWay)) keep(booking.wantedBy, error);
}

const WEEK_MS = 7 * 86_400_000;

/** Absences, closures, hours, skills and the most that a teacher teaches, the other lessons of the run counted. */
async function notAvailable({ em }: UnitOfWork, lessons: readonly PlannedLesson[], keep: Keep): Promise<void> {
  const byTeacher = Map.groupBy(lessons, ({ teacherId }) => teacherId);
  for (const ofCourse of Map.groupBy(lessons, ({ group }) => `${group.branchId} ${group.courseId}`).values()) {
    const { branchId, courseId } = (ofCourse[0] as PlannedLesson).group;
    const factsOf = await availabilityFacts(em, { branchId, courseId, lessons: ofCourse });
    for (const lesson of ofCourse) {
      const { teacher, ...facts } = factsOf(lesson);
      const booked = [...teacher.booked, ...(byTeacher.get(lesson.teacherId) ?? [])].filter(
        ({ startsAt }) => Math.abs(startsAt.getTime() - lesson.startsAt.getTime()) < WEEK_MS,
      );
      keep(lesson.id, unavailable(lesson, { ...facts, teacher: { ...teacher, booked } }, lesson.waivedRules ?? []));
    }
  }
}
