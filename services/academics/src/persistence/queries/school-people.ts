import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import type { LessonTime } from '../../domain/lesson-time.ts';
import type { Period, School } from '../../domain/timetabling/school/index.ts';
import type { ClassGroup } from '../entities/class-group.ts';
import { Course } from '../entities/course.ts';
import { Enrollment } from '../entities/enrollment.ts';
import type { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import { Student } from '../entities/student.ts';
import { Teacher } from '../entities/teacher.ts';
import { TeacherAbsence } from '../entities/teacher-absence.ts';
import { bookedTimes } from './availability.ts';

interface Teaching {
  branchIds: readonly string[];
  groups: readonly ClassGroup[];
  /** What is there already. */
  lessons: readonly ScheduledLesson[];
  span: LessonTime;
  chooseTeachers: boolean;
}

/** Who teaches there, and who could where teachers are chosen. A teacher who was lent to a branch counts as one of its own. */
export async function teachersOf(em: SqlEntityManager, teaching: Teaching): Promise<School['teachers']> {
  const { branchIds, groups, lessons, span, chooseTeachers } = teaching;
  const taught = Map.groupBy([...groups, ...lessons], ({ teacherId }) => teacherId);
  const own = { id: { $in: [...taught.keys()] } };
  const where = chooseTeachers ? { $or: [own, { branchIds: { $overlap: [...branchIds] } }] } : own;
  const teachers = await em.find(Teacher, where, { orderBy: { id: 'asc' } });
  const ids = teachers.map(({ id }) => id);
  const meeting = { startsAt: { $lt: span.endsAt }, endsAt: { $gt: span.startsAt } };
  const absences = await em.find(TeacherAbsence, { teacherId: { $in: ids }, ...meeting });
  const booked = await bookedTimes(em, ids, span);
  const here = new Set(lessons.map(({ teacherId, startsAt }) => `${teacherId} ${startsAt.getTime()}`));
  // What is booked and not a lesson of these branches is an activity, or of another branch, of which no more is known than the time.
  const elsewhere = booked.filter(({ teacherId, startsAt }) => !here.has(`${teacherId} ${startsAt.getTime()}`));
  const away = Map.groupBy([...absences, ...elsewhere], ({ teacherId }) => teacherId);
  return teachers.map((teacher) => {
    const { id, name, tier, courseIds, weeklyHours, maxMinutesPerDay, maxMinutesPerWeek } = teacher;
    const at = new Set([...teacher.branchIds, ...(taught.get(id) ?? []).map(({ branchId }) => branchId)]);
    return {
      ...{ id, name, branchIds: branchIds.filter((branchId) => at.has(branchId)) },
      ...{ tier: tier ?? null, courseIds: courseIds ?? null, weeklyHours: weeklyHours ?? null },
      absences: (away.get(id) ?? []).map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt })),
      ...{ maxMinutesPerDay: maxMinutesPerDay ?? null, maxMinutesPerWeek: maxMinutesPerWeek ?? null },
    };
  });
}

interface Learning {
  branchIds: readonly string[];
  groups: readonly ClassGroup[];
  period: Period;
  chooseTeachers: boolean;
}

/** Only what of its week a class still lacks; and every child with its classes in the branches. */
export async function classesOf(
  em: SqlEntityManager,
  { branchIds, groups, period, chooseTeachers }: Learning,
  lessonsPerWeek: (group: ClassGroup) => number,
): Promise<Pick<School, 'classGroups' | 'students'>> {
  const courses = await em.find(Course, { id: { $in: [...new Set(groups.map(({ courseId }) => courseId))] } });
  const equipment = new Map(courses.map(({ id, neededEquipment }) => [id, neededEquipment]));
  const active = { branchId: { $in: [...branchIds] }, status: 'ACTIVE' as const };
  const enrollments = await em.find(Enrollment, active, { orderBy: { id: 'asc' } });
  const byClass = Map.groupBy(enrollments, ({ classGroupId }) => classGroupId);
  const children = await em.find(Student, { id: { $in: [...new Set(enrollments.map(({ studentId }) => studentId))] } });
  const birthDates = new Map(children.map(({ id, birthDate }) => [id, birthDate ?? null]));
  const ageIn = (id: string) =>
    youngest(
      (byClass.get(id) ?? []).map(({ studentId }) => birthDates.get(studentId) ?? null),
      period.from,
    );
  const classGroups = groups.map((group) => {
    const { id, name, branchId, courseId, capacity, teacherId, weeklyNeed } = group;
    const tier = chooseTeachers ? weeklyNeed?.teacherTier : null;
    return {
      ...{ id, name, branchId, courseId, size: capacity, neededEquipment: equipment.get(courseId) ?? [] },
      lessonsPerWeek: lessonsPerWeek(group),
      durationMinutes: weeklyNeed?.durationMinutes ?? 0,
      preferredTimes: weeklyNeed?.preferredTimes ?? [],
      teacherIds: chooseTeachers ? null : [teacherId],
      ...{ roomIds: null, tiers: tier ? [tier] : null, online: false, youngestAge: ageIn(id) },
    };
  });
  const byStudent = Map.groupBy(enrollments, ({ studentId }) => studentId);
  return {
    classGroups: classGroups.filter((group) => group.lessonsPerWeek > 0),
    students: [...byStudent].map(([id, own]) => ({ id, classGroupIds: own.map(({ classGroupId }) => classGroupId) })),
  };
}

/** In years, on that day. */
const youngest = (birthDates: readonly (string | null)[], day: string): number | null => {
  const latest = birthDates
    .filter((date) => date !== null)
    .toSorted()
    .at(-1);
  return latest === undefined ? null : Math.floor(DateTime.fromISO(day).diff(DateTime.fromISO(latest), 'years').years);
};
