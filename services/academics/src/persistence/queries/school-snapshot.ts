import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import type { LessonTime } from '../../domain/lesson-time.ts';
import { DEFAULT_POLICY, type Period, type School, type Weights } from '../../domain/timetabling/school/index.ts';
import { earlierLessons, insideDay, stillNeeded } from '../../domain/weekly-lessons.ts';
import type { BranchCopy } from '../entities/branch-copy.ts';
import type { ClassGroup } from '../entities/class-group.ts';
import { ClassLink } from '../entities/class-link.ts';
import { Course } from '../entities/course.ts';
import { Enrollment } from '../entities/enrollment.ts';
import { Room } from '../entities/room.ts';
import { RoomClosure } from '../entities/room-closure.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import { Student } from '../entities/student.ts';
import { Teacher } from '../entities/teacher.ts';
import { TeacherAbsence } from '../entities/teacher-absence.ts';
import { bookedTimes, holidaysOf } from './availability.ts';

interface Asked {
  branch: BranchCopy;
  /** Those that a timetable is for; each has a weekly need. */
  groups: readonly ClassGroup[];
  period: Period;
  weights: Weights;
}

/** The branch as a timetable has to know it: what is there stays, and each class gets what it still lacks of its week. */
export async function schoolOf(em: SqlEntityManager, { branch, groups, period, weights }: Asked): Promise<School> {
  const { branchId, timeZone } = branch;
  const span = spanOf(period, timeZone);
  const within = { startsAt: { $lt: span.endsAt }, endsAt: { $gt: span.startsAt } };
  const lessons = await em.find(ScheduledLesson, { branchId, status: 'SCHEDULED', ...within });
  const rooms = await em.find(Room, { branchId }, { orderBy: { id: 'asc' } });
  const closures = await em.find(RoomClosure, { branchId, ...within });
  const links = await em.find(ClassLink, { branchId }, { orderBy: { id: 'asc' } });
  const holidays = await holidaysOf(em, branchId, period.from);
  const fixed = earlierLessons(lessons, period, timeZone);
  const asked = new Set(groups.map(({ id }) => id));
  return {
    timeZone,
    period,
    branches: [
      {
        id: branchId,
        name: branch.name,
        openingHours: branch.openingHours ? insideDay(branch.openingHours) : null,
        closingDays: holidays.map(({ firstDay, lastDay }) => ({ firstDay, lastDay })),
      },
    ],
    rooms: rooms.map(({ id, name, capacity, equipment }) => ({
      ...{ id, name, branchId, capacity, equipment },
      closures: closures.filter(({ roomId }) => roomId === id).map(outage),
    })),
    teachers: await teachersOf(em, { branchId, groups, lessons, span }),
    ...(await classesOf(em, { groups, period }, (group) => stillNeeded(group, fixed))),
    fixed: fixed.map(({ lesson }) => lesson),
    links: links
      .filter((link) => asked.has(link.classGroupId) && asked.has(link.otherClassGroupId))
      .map(({ kind, classGroupId, otherClassGroupId }) => ({ kind, classGroupId, otherClassGroupId })),
    travel: [],
    policy: DEFAULT_POLICY,
    weights,
  };
}

async function teachersOf(
  em: SqlEntityManager,
  {
    branchId,
    groups,
    lessons,
    span,
  }: { branchId: string; groups: readonly ClassGroup[]; lessons: readonly ScheduledLesson[]; span: LessonTime },
): Promise<School['teachers']> {
  const ids = [...new Set([...groups, ...lessons].map(({ teacherId }) => teacherId))].toSorted();
  const teachers = await em.find(Teacher, { id: { $in: ids } }, { orderBy: { id: 'asc' } });
  const within = { startsAt: { $lt: span.endsAt }, endsAt: { $gt: span.startsAt } };
  const absences = await em.find(TeacherAbsence, { teacherId: { $in: ids }, ...within });
  const booked = await bookedTimes(em, ids, span);
  const own = new Set(lessons.map(({ teacherId, startsAt }) => `${teacherId} ${startsAt.getTime()}`));
  // What is booked and not a lesson of this branch is one of another branch, of which no more is known than the time.
  const elsewhere = booked.filter(({ teacherId, startsAt }) => !own.has(`${teacherId} ${startsAt.getTime()}`));
  return teachers.map(({ id, name, tier, courseIds, weeklyHours, maxMinutesPerDay, maxMinutesPerWeek }) => ({
    ...{ id, name, branchIds: [branchId], tier: tier ?? null, courseIds: courseIds ?? null },
    weeklyHours: weeklyHours ?? null,
    absences: [...absences, ...elsewhere].filter(({ teacherId }) => teacherId === id).map(outage),
    maxMinutesPerDay: maxMinutesPerDay ?? null,
    maxMinutesPerWeek: maxMinutesPerWeek ?? null,
  }));
}

/** Only what of its week a class still lacks; and who attends several of the branch's classes. */
async function classesOf(
  em: SqlEntityManager,
  { groups, period }: Pick<Asked, 'groups' | 'period'>,
  lessonsPerWeek: (group: ClassGroup) => number,
): Promise<Pick<School, 'classGroups' | 'students'>> {
  const courses = await em.find(Course, { id: { $in: groups.map(({ courseId }) => courseId) } });
  const branchId = groups[0]?.branchId ?? '';
  const enrollments = await em.find(Enrollment, { branchId, status: 'ACTIVE' }, { orderBy: { id: 'asc' } });
  const students = await em.find(Student, { id: { $in: enrollments.map(({ studentId }) => studentId) } });
  const birthDates = new Map(students.map(({ id, birthDate }) => [id, birthDate ?? null]));
  const byStudent = Map.groupBy(enrollments, ({ studentId }) => studentId);
  const classGroups = groups.map((group) => {
    const { id, name, courseId, capacity, teacherId, weeklyNeed } = group;
    const children = enrollments.filter(({ classGroupId }) => classGroupId === id);
    return {
      ...{ id, name, branchId, courseId, size: capacity },
      neededEquipment: courses.find((course) => course.id === courseId)?.neededEquipment ?? [],
      lessonsPerWeek: lessonsPerWeek(group),
      durationMinutes: weeklyNeed?.durationMinutes ?? 0,
      preferredTimes: weeklyNeed?.preferredTimes ?? [],
      teacherIds: [teacherId],
      ...{ roomIds: null, tiers: null, online: false },
      youngestAge: youngest(
        children.map(({ studentId }) => birthDates.get(studentId) ?? null),
        period.from,
      ),
    };
  });
  return {
    classGroups: classGroups.filter((group) => group.lessonsPerWeek > 0),
    students: [...byStudent]
      .filter(([, own]) => own.length > 1)
      .map(([id, own]) => ({ id, classGroupIds: own.map(({ classGroupId }) => classGroupId) })),
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

const outage = ({ startsAt, endsAt }: LessonTime) => ({ from: startsAt, to: endsAt });

const spanOf = ({ from, to }: Period, zone: string): LessonTime => ({
  startsAt: DateTime.fromISO(from, { zone }).toJSDate(),
  endsAt: DateTime.fromISO(to, { zone }).plus({ days: 1 }).toJSDate(),
});
