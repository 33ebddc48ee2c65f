import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { ClassGroup } from '../entities/class-group.ts';
import { Course } from '../entities/course.ts';
import { Enrollment } from '../entities/enrollment.ts';
import { EnrollmentSuspension } from '../entities/enrollment-suspension.ts';
import { Room } from '../entities/room.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import { Student } from '../entities/student.ts';
import { Teacher } from '../entities/teacher.ts';

type Ids = readonly string[];

/** In the order of `ids`; null where nothing is visible. */
export const inOrder = <Row extends { id: string }>(ids: Ids, rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const studentsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Student, { id: { $in: [...ids] } }));
export const teachersById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Teacher, { id: { $in: [...ids] } }));
export const roomsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Room, { id: { $in: [...ids] } }));
export const coursesById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Course, { id: { $in: [...ids] } }));
export const classGroupsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(ClassGroup, { id: { $in: [...ids] } }));
export const enrollmentsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Enrollment, { id: { $in: [...ids] } }));
export const suspensionsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(EnrollmentSuspension, { id: { $in: [...ids] } }));
export const lessonsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(ScheduledLesson, { id: { $in: [...ids] } }));
