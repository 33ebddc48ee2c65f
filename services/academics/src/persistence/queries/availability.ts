import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import type { RoomFacts, SchoolFacts, TeacherFacts } from '../../domain/availability.ts';
import type { LessonTime } from '../../domain/lesson-time.ts';
import { BranchCopy } from '../entities/branch-copy.ts';
import { Course } from '../entities/course.ts';
import { Holiday } from '../entities/holiday.ts';
import { Room } from '../entities/room.ts';
import { RoomClosure } from '../entities/room-closure.ts';
import { Teacher } from '../entities/teacher.ts';
import { TeacherAbsence } from '../entities/teacher-absence.ts';

interface Place extends LessonTime {
  roomId: string;
  teacherId: string;
}
interface Facts {
  school: SchoolFacts;
  teacher: TeacherFacts;
  room: RoomFacts;
}

/** What decides whether lessons of a course may be where they are put in a branch; `lessons` must not be empty. */
export async function availabilityFacts(
  em: SqlEntityManager,
  { branchId, courseId, lessons }: { branchId: string; courseId: string; lessons: readonly Place[] },
): Promise<(lesson: Place) => Facts> {
  const branch = await em.findOneOrFail(BranchCopy, { branchId });
  const span = weeksAround(lessons, branch.timeZone);
  const meeting = { startsAt: { $lt: span.endsAt }, endsAt: { $gt: span.startsAt } };
  const [teacherIds, roomIds] = [idsOf(lessons, 'teacherId'), idsOf(lessons, 'roomId')];
  const teachers = await em.find(Teacher, { id: { $in: teacherIds } });
  const rooms = await em.find(Room, { id: { $in: roomIds } });
  const absences = await em.find(TeacherAbsence, { teacherId: { $in: teacherIds }, ...meeting });
  const closures = await em.find(RoomClosure, { roomId: { $in: roomIds }, ...meeting });
  const booked = await bookedTimes(em, teacherIds, span);
  const school = {
    branchName: branch.name,
    timeZone: branch.timeZone,
    openingHours: branch.openingHours ?? null,
    holidays: await holidaysOf(em, branchId, DateTime.fromJSDate(span.startsAt).minus({ days: 1 }).toISODate() ?? ''),
    course: await em.findOneOrFail(Course, { id: courseId }),
  };
  return ({ teacherId, roomId }) => ({
    school,
    teacher: {
      ...limitsOf(teachers.find(({ id }) => id === teacherId) as Teacher),
      absences: absences.filter((one) => one.teacherId === teacherId),
      booked: booked.filter((one) => one.teacherId === teacherId),
    },
    room: {
      ...(rooms.find(({ id }) => id === roomId) as Room),
      closures: closures.filter((one) => one.roomId === roomId),
    },
  });
}

/** Of a branch, its own and everybody's, that are not over on `day`, in order. */
export const holidaysOf = (em: SqlEntityManager, branchId: string, day: string): Promise<Holiday[]> =>
  em.find(
    Holiday,
    { $or: [{ branchId }, { branchId: null }], lastDay: { $gte: day } },
    { orderBy: { firstDay: 'asc', id: 'asc' } },
  );

const limitsOf = ({ id, name, courseIds, weeklyHours, maxMinutesPerDay, maxMinutesPerWeek }: Teacher) => ({
  id,
  name,
  courseIds: courseIds ?? null,
  weeklyHours: weeklyHours ?? null,
  maxMinutesPerDay: maxMinutesPerDay ?? null,
  maxMinutesPerWeek: maxMinutesPerWeek ?? null,
});

const idsOf = (lessons: readonly Place[], key: 'teacherId' | 'roomId'): string[] => [
  ...new Set(lessons.map((lesson) => lesson[key])),
];

/** The weeks in which the lessons are, whole, as a teacher's load counts. */
function weeksAround(lessons: readonly LessonTime[], zone: string): LessonTime {
  const first = Math.min(...lessons.map(({ startsAt }) => startsAt.getTime()));
  const last = Math.max(...lessons.map(({ endsAt }) => endsAt.getTime()));
  return {
    startsAt: DateTime.fromMillis(first, { zone }).startOf('week').toJSDate(),
    endsAt: DateTime.fromMillis(last, { zone }).endOf('week').toJSDate(),
  };
}

/** Whatever branch they are in: a booking names none. */
export async function bookedTimes(
  em: SqlEntityManager,
  teacherIds: readonly string[],
  { startsAt, endsAt }: LessonTime,
): Promise<({ teacherId: string } & LessonTime)[]> {
  const rows = await em.execute<{ teacherId: string; startsAt: string; endsAt: string }[]>(
    `select resource_id as "teacherId", lower(during) as "startsAt", upper(during) as "endsAt" from resource_booking
     where resource_kind = 'TEACHER' and during && tstzrange(?, ?)
       and resource_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
    [startsAt, endsAt, JSON.stringify(teacherIds)],
  );
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }));
}
