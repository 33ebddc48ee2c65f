import type { FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { attends } from '../../domain/enrollment.ts';
import type { LessonTime } from '../../domain/lesson-time.ts';
import { Enrollment } from '../entities/enrollment.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import type { Student } from '../entities/student.ts';
import { studentsByName } from './classes.ts';
import { staysOf } from './stays.ts';

/** The most that one list of lessons outside of a connection has. */
const MAX_LESSONS = 500;
/** The most of `Student.nextLessons`. */
export const MAX_NEXT_LESSONS = 50;

export interface LessonsKey {
  id: string;
  /** Starting then or later. */
  from: Date;
  /** Starting before then. */
  to: Date;
}

async function lessonsBy(
  em: SqlEntityManager,
  column: 'teacherId' | 'classGroupId' | 'roomId' | 'branchId',
  keys: readonly LessonsKey[],
): Promise<ScheduledLesson[][]> {
  const from = new Date(Math.min(...keys.map((key) => key.from.getTime())));
  const to = new Date(Math.max(...keys.map((key) => key.to.getTime())));
  const lessons = await em.find(
    ScheduledLesson,
    { [column]: { $in: keys.map(({ id }) => id) }, startsAt: { $gte: from, $lt: to } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
  return keys.map((key) =>
    lessons
      .filter((lesson) => lesson[column] === key.id && lesson.startsAt >= key.from && lesson.startsAt < key.to)
      .slice(0, MAX_LESSONS),
  );
}

export const lessonsOfTeachers = (em: SqlEntityManager, keys: readonly LessonsKey[]) =>
  lessonsBy(em, 'teacherId', keys);
export const lessonsOfClassGroups = (em: SqlEntityManager, keys: readonly LessonsKey[]) =>
  lessonsBy(em, 'classGroupId', keys);

export const lessonsOfRooms = (em: SqlEntityManager, keys: readonly LessonsKey[]) => lessonsBy(em, 'roomId', keys);
export const lessonsOfBranches = (em: SqlEntityManager, keys: readonly LessonsKey[]) => lessonsBy(em, 'branchId', keys);

/** At which each student is expected, in the weeks asked for. */
export async function lessonsOfStudents(
  em: SqlEntityManager,
  keys: readonly LessonsKey[],
): Promise<ScheduledLesson[][]> {
  const enrollments = await em.find(Enrollment, { studentId: { $in: keys.map(({ id }) => id) } });
  const stayOf = await staysOf(em, enrollments);
  const groups = [...new Set(enrollments.map(({ classGroupId }) => classGroupId))];
  const times = {
    from: new Date(Math.min(...keys.map((key) => key.from.getTime()))),
    to: new Date(Math.max(...keys.map((key) => key.to.getTime()))),
  };
  const lessons = (
    await lessonsBy(
      em,
      'classGroupId',
      groups.map((id) => ({ id, ...times })),
    )
  ).flat();
  const inOrder = lessons.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return keys.map((key) => {
    const stays = enrollments.filter(({ studentId }) => studentId === key.id);
    return inOrder
      .filter(({ startsAt }) => startsAt >= key.from && startsAt < key.to)
      .filter((lesson) =>
        stays.some((stay) => stay.classGroupId === lesson.classGroupId && attends(stayOf(stay), lesson)),
      )
      .slice(0, MAX_LESSONS);
  });
}

/** Of a teacher or a room, not over at `now` and meeting the span, in order. */
export const lessonsWithin = (
  em: SqlEntityManager,
  whose: { teacherId: string } | { roomId: string },
  { startsAt, endsAt }: LessonTime,
  now: Date,
): Promise<ScheduledLesson[]> =>
  em.find(
    ScheduledLesson,
    { ...whose, status: 'SCHEDULED', startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt > now ? startsAt : now } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );

/** As `attends` says of an enrollment and a lesson. */
const ATTENDS = `enrollment.enrolled_at < lesson.ends_at and (enrollment.withdrawn_at is null or enrollment.withdrawn_at > lesson.starts_at)
       and not exists (select from enrollment_suspension as away where away.enrollment_id = enrollment.id and away.cancelled_at is null
         and away.starts_at <= lesson.starts_at and (away.ends_at is null or away.ends_at >= lesson.ends_at))`;

/** At which each student is expected and that have not ended at `now`, the next one first, at most MAX_NEXT_LESSONS. */
export async function nextLessonsOfStudents(
  em: SqlEntityManager,
  keys: readonly { studentId: string; now: Date }[],
): Promise<ScheduledLesson[][]> {
  const rows = await em.execute<{ student: string; lesson: string }[]>(
    `select student, next.id as lesson from jsonb_to_recordset(?::jsonb) as asked (student uuid, now timestamptz) cross join lateral (
       select distinct lesson.id, lesson.starts_at from enrollment join scheduled_lesson as lesson using (class_group_id)
       where student_id = student and lesson.status = 'SCHEDULED' and lesson.ends_at > now and ${ATTENDS}
       order by lesson.starts_at, lesson.id limit ${MAX_NEXT_LESSONS}) as next`,
    [JSON.stringify(keys.map(({ studentId, now }) => ({ student: studentId, now })))],
  );
  const lessons = await em.find(
    ScheduledLesson,
    { id: { $in: rows.map(({ lesson }) => lesson) } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
  return keys.map(({ studentId }) => {
    const ids = new Set(rows.filter(({ student }) => student === studentId).map(({ lesson }) => lesson));
    return lessons.filter(({ id }) => ids.has(id));
  });
}

/** Who is expected at each lesson, by name. */
export async function studentsAtLessons(
  em: SqlEntityManager,
  lessons: readonly ScheduledLesson[],
): Promise<Student[][]> {
  const enrollments = await em.find(Enrollment, {
    classGroupId: { $in: [...new Set(lessons.map(({ classGroupId }) => classGroupId))] },
  });
  const stayOf = await staysOf(em, enrollments);
  const students = await studentsByName(em, enrollments);
  return lessons.map((lesson) => {
    const ids = new Set(
      enrollments
        .filter((one) => one.classGroupId === lesson.classGroupId && attends(stayOf(one), lesson))
        .map(({ studentId }) => studentId),
    );
    return students.filter(({ id }) => ids.has(id));
  });
}

/** Whom the class expects at a lesson at that time. */
export async function studentsAt(
  em: SqlEntityManager,
  classGroupId: string,
): Promise<(time: LessonTime) => readonly string[]> {
  const enrollments = await em.find(Enrollment, { classGroupId });
  const stayOf = await staysOf(em, enrollments);
  return (time) => [
    ...new Set(enrollments.filter((one) => attends(stayOf(one), time)).map(({ studentId }) => studentId)),
  ];
}

/** The condition "this student is expected there", for a list of lessons. */
export async function expecting(em: SqlEntityManager, studentId: string): Promise<FilterQuery<ScheduledLesson>> {
  const enrollments = await em.find(Enrollment, { studentId });
  const stayOf = await staysOf(em, enrollments);
  // As `attends` says, in SQL.
  const stays = enrollments.map((enrollment): FilterQuery<ScheduledLesson> => {
    const { enrolledAt, withdrawnAt, suspensions } = stayOf(enrollment);
    const notAway = suspensions.map(({ startsAt, endsAt }) => ({
      $or: [{ startsAt: { $lt: startsAt } }, ...(endsAt ? [{ endsAt: { $gt: endsAt } }] : [])],
    }));
    return {
      classGroupId: enrollment.classGroupId,
      endsAt: { $gt: enrolledAt },
      ...(withdrawnAt && { startsAt: { $lt: withdrawnAt } }),
      ...(notAway.length > 0 && { $and: notAway }),
    };
  });
  return stays.length > 0 ? { $or: stays } : { id: { $in: [] } };
}
