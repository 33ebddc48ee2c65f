import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkOpenToChoice, choiceTooLate } from '../domain/class-choice.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { Student } from '../persistence/entities/student.ts';
import { queueForChoice } from '../persistence/queries/bookings.ts';
import { classesOfCourse } from '../persistence/queries/class-choices.ts';
import { seatPolicyAt } from '../persistence/queries/seat-policies.ts';
import { alreadyEnrolled, enrollStudent } from './enroll-student.ts';
import { found } from './found.ts';
import type { StudentAndClass } from './join-wait-list.ts';
import { moveStudent } from './move-student.ts';

/** Why the student left the former class, as `moveStudent` wants it. */
const REASON = { en: 'The family chose another class.', 'zh-CN': '家庭自选班级。' };

/**
 * A family's choice (C19): into a class that the school opened to choice, and out of the one of the same course in which the child is.
 * Throws NOT_OPEN_TO_CHOICE, CHOICE_TOO_LATE, SEVERAL_CLASSES_OF_COURSE and as `enrollStudent`.
 */
export async function chooseClass(unit: UnitOfWork, { studentId, classGroupId }: StudentAndClass): Promise<Enrollment> {
  // Of the own family or branch, as the database says.
  const student = await found('Student', studentId, unit.em.findOne(Student, { id: studentId }));
  return unit.asService((service) => choose(service, student, classGroupId));
}

async function choose(unit: UnitOfWork, student: Student, classGroupId: string): Promise<Enrollment> {
  const { em, principal } = unit;
  // Two choices at once must not put the child into two classes of the course. Before any other lock.
  await queueForChoice(em, student.id);
  const group = await found('ClassGroup', classGroupId, em.findOne(ClassGroup, { id: classGroupId }));
  checkOpenToChoice(group);
  const own = await classesOfCourse(em, student.id, group.courseId);
  if (own.some(({ id }) => id === group.id)) throw alreadyEnrolled(student, group);
  if (own.length > 1) throw severalClasses(student, own);
  for (const one of [group, ...own]) await checkInTime(unit, one);
  const [former] = own;
  if (!former) return enrollStudent(unit, { studentId: student.id, classGroupId: group.id });
  const reason = REASON[principal.locale];
  return moveStudent(unit, { studentId: student.id, fromClassGroupId: former.id, toClassGroupId: group.id, reason });
}

/** Throws CHOICE_TOO_LATE. */
async function checkInTime({ em, now }: UnitOfWork, { id, name, branchId }: ClassGroup): Promise<void> {
  const { choiceCutOffHours } = await seatPolicyAt(em, branchId, now);
  const next = await em.findOne(
    ScheduledLesson,
    { classGroupId: id, status: 'SCHEDULED', endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' } },
  );
  const branch = await em.findOneOrFail(BranchCopy, { branchId });
  const error = choiceTooLate({ id, name, branch, choiceCutOffHours, lessons: next ? [next] : [] }, now);
  if (error) throw error;
}

const severalClasses = (student: Student, groups: readonly ClassGroup[]) => {
  const names = groups.map(({ name }) => name);
  return conflict(
    'SEVERAL_CLASSES_OF_COURSE',
    {
      en: `${student.name} is in several classes of the course: ${names.join(', ')}. Ask the front desk to move the child out of the right one.`,
      'zh-CN': `${student.name}已在该课程的多个班级中:${names.join('、')},请联系前台办理转班。`,
    },
    { studentId: student.id, classGroupIds: groups.map(({ id }) => id) },
  );
};
