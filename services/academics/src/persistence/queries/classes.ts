import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { ClassGroup } from '../entities/class-group.ts';
import { Course } from '../entities/course.ts';
import { Enrollment } from '../entities/enrollment.ts';
import { Student } from '../entities/student.ts';

type Ids = readonly string[];

/** The order of a Chinese class list; other scripts follow their own alphabet. */
const byPinyin = new Intl.Collator('zh-CN');

/** The children of each guardian, the first registered first. */
export async function studentsOfGuardians(em: SqlEntityManager, guardianIds: Ids): Promise<Student[][]> {
  const students = await em.find(
    Student,
    { guardianId: { $in: [...guardianIds] } },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  return guardianIds.map((guardianId) => students.filter((student) => student.guardianId === guardianId));
}

/** Each student's enrolments, the newest first. */
export async function enrollmentsOfStudents(em: SqlEntityManager, studentIds: Ids): Promise<Enrollment[][]> {
  const enrollments = await em.find(
    Enrollment,
    { studentId: { $in: [...studentIds] } },
    { orderBy: { enrolledAt: 'desc', id: 'desc' } },
  );
  return studentIds.map((studentId) => enrollments.filter((enrollment) => enrollment.studentId === studentId));
}

/** The classes that each student is in now, by name. */
export async function classGroupsOfStudents(em: SqlEntityManager, studentIds: Ids): Promise<ClassGroup[][]> {
  const enrollments = await em.find(Enrollment, { studentId: { $in: [...studentIds] }, status: 'ACTIVE' });
  const groups = await em.find(
    ClassGroup,
    { id: { $in: enrollments.map(({ classGroupId }) => classGroupId) } },
    { orderBy: { name: 'asc', id: 'asc' } },
  );
  return studentIds.map((studentId) => {
    const ids = new Set(enrollments.filter((one) => one.studentId === studentId).map((one) => one.classGroupId));
    return groups.filter(({ id }) => ids.has(id));
  });
}

/** Who is in each class now, by name. */
export async function studentsOfClassGroups(em: SqlEntityManager, classGroupIds: Ids): Promise<Student[][]> {
  const enrollments = await em.find(Enrollment, { classGroupId: { $in: [...classGroupIds] }, status: 'ACTIVE' });
  const students = await studentsByName(em, enrollments);
  return classGroupIds.map((classGroupId) => {
    const ids = new Set(enrollments.filter((one) => one.classGroupId === classGroupId).map((one) => one.studentId));
    return students.filter(({ id }) => ids.has(id));
  });
}

/** The students of enrolments, as far as visible, in the order of a class list. */
export async function studentsByName(em: SqlEntityManager, enrollments: readonly Enrollment[]): Promise<Student[]> {
  const ids = new Set(enrollments.map(({ studentId }) => studentId));
  const students = await em.find(Student, { id: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return students.toSorted((a, b) => byPinyin.compare(a.name, b.name));
}

/** The subjects of the courses that each teacher's open classes follow. */
export async function subjectsOfTeachers(em: SqlEntityManager, teacherIds: Ids): Promise<string[][]> {
  const groups = await em.find(ClassGroup, { teacherId: { $in: [...teacherIds] }, status: 'OPEN' });
  const courses = await em.find(Course, { id: { $in: groups.map(({ courseId }) => courseId) } });
  const subjects = new Map(courses.map(({ id, subject }) => [id, subject]));
  return teacherIds.map((teacherId) => {
    const own = groups.filter((group) => group.teacherId === teacherId);
    return [...new Set(own.flatMap(({ courseId }) => subjects.get(courseId) ?? []))].toSorted();
  });
}
