import { searched } from '@campusgraph/persistence';
import type { Cursor, FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { ClassGroup } from '../entities/class-group.ts';
import { Course } from '../entities/course.ts';
import { Room } from '../entities/room.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import { Student, studentSearch } from '../entities/student.ts';
import { Teacher } from '../entities/teacher.ts';
import { expecting } from './lessons.ts';

type Maybe<Value> = Value | null | undefined;

/** The size of a page and the cursor it follows, checked. */
interface Page {
  first: number;
  after?: string;
}

export interface LessonFilter {
  branchId?: Maybe<string>;
  teacherId?: Maybe<string>;
  roomId?: Maybe<string>;
  classGroupId?: Maybe<string>;
  /** Lessons at which this student is expected. */
  studentId?: Maybe<string>;
  status?: Maybe<'SCHEDULED' | 'CANCELLED'>;
  from?: Maybe<Date>;
  to?: Maybe<Date>;
}

/** What was given of `values`, as a condition of equality. */
const equal = <Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as {
    [Key in keyof Values]?: NonNullable<Values[Key]>;
  };

export async function listStudents(
  em: SqlEntityManager,
  paging: Page,
  {
    search,
    ...filter
  }: { branchId?: Maybe<string>; status?: Maybe<'REGISTERED' | 'STUDYING' | 'FORMER'>; search?: Maybe<string> },
): Promise<Cursor<Student>> {
  const where: FilterQuery<Student> = { $and: [equal(filter), searched<Student>(studentSearch, search)] };
  return em.findByCursor(Student, { ...paging, where, orderBy: { createdAt: 'desc', id: 'desc' } });
}

export const listTeachers = async (em: SqlEntityManager, paging: Page, branchId: Maybe<string>) =>
  em.findByCursor(Teacher, {
    ...paging,
    where: branchId ? { branchIds: { $contains: [branchId] } } : {},
    orderBy: { name: 'asc', id: 'asc' },
  });

export const listRooms = async (em: SqlEntityManager, paging: Page, branchId: Maybe<string>) =>
  em.findByCursor(Room, {
    ...paging,
    where: branchId ? { branchId } : {},
    orderBy: { name: 'asc', id: 'asc' },
  });

export const listCourses = async (em: SqlEntityManager, paging: Page) =>
  em.findByCursor(Course, { ...paging, where: {}, orderBy: { name: 'asc', id: 'asc' } });

export const listClassGroups = async (
  em: SqlEntityManager,
  paging: Page,
  filter: {
    branchId?: Maybe<string>;
    courseId?: Maybe<string>;
    teacherId?: Maybe<string>;
    status?: Maybe<'OPEN' | 'CLOSED'>;
  },
) =>
  em.findByCursor(ClassGroup, {
    ...paging,
    where: equal(filter),
    orderBy: { createdAt: 'desc', id: 'desc' },
  });

export async function listLessons(
  em: SqlEntityManager,
  paging: Page,
  { studentId, from, to, ...filter }: LessonFilter,
): Promise<Cursor<ScheduledLesson>> {
  const conditions: FilterQuery<ScheduledLesson>[] = [equal(filter)];
  if (from) conditions.push({ startsAt: { $gte: from } });
  if (to) conditions.push({ startsAt: { $lt: to } });
  if (studentId) conditions.push(await expecting(em, studentId));
  return em.findByCursor(ScheduledLesson, {
    ...paging,
    where: { $and: conditions },
    orderBy: { startsAt: 'asc', id: 'asc' },
  });
}
