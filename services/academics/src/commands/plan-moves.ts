import type { DomainError } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { classFull, freeSeats } from '../domain/class-group.ts';
import { attends } from '../domain/enrollment.ts';
import { type NotMoved, notMoved, ofAnotherBranch } from '../domain/placing.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { Student } from '../persistence/entities/student.ts';
import { bookingsInTheWay, queueForResource } from '../persistence/queries/bookings.ts';
import { leavingAfter, staysOf } from '../persistence/queries/stays.ts';
import { bookingFor } from './book-resources.ts';
import { alreadyEnrolled } from './enroll-student.ts';
import { nameClashes } from './name-clashes.ts';

export interface PlacingPlan {
  /** In the order of the stays. */
  moves: { student: Student; left: Enrollment }[];
  refused: NotMoved[];
  /** Those of the stays whose students are in that class already. */
  alreadyThere: Enrollment[];
}

/**
 * Which students of the stays can come into a class at `at`, the first one first to a seat, and why the others cannot. The classes
 * are locked; the students are then too, and whoever books for them waits.
 */
export async function planMoves(
  unit: UnitOfWork,
  { stays, to, at }: { stays: readonly Enrollment[]; to: ClassGroup; at: Date },
): Promise<PlacingPlan> {
  const { em } = unit;
  const studentIds = stays.map(({ studentId }) => studentId).toSorted();
  const lock = { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const students = new Map((await em.find(Student, { id: { $in: studentIds } }, lock)).map((one) => [one.id, one]));
  for (const studentId of studentIds) await queueForResource(em, 'STUDENT', studentId);
  const there = await em.find(Enrollment, { classGroupId: to.id, studentId: { $in: studentIds }, status: 'ACTIVE' });
  const isThere = new Set(there.map(({ studentId }) => studentId));
  const clashes = await clashesOf(unit, { stays, to, at });
  let seats = freeSeats(to, await leavingAfter(em, { classGroupId: to.id, at, comeBack: studentIds }));
  const plan: PlacingPlan = { moves: [], refused: [], alreadyThere: [] };
  for (const left of stays) {
    const { studentId } = left;
    const student = students.get(studentId);
    const refuse = (error: DomainError) =>
      plan.refused.push(notMoved({ studentId, name: student?.name ?? studentId }, error));
    const clash = clashes.get(left.id);
    if (isThere.has(studentId)) plan.alreadyThere.push(left);
    else if (!student) refuse(ofAnotherBranch(studentId));
    else if (clash) refuse(clash);
    else if (left.holdsSeat && seats <= 0) refuse(classFull(to));
    else {
      if (left.holdsSeat) seats -= 1;
      plan.moves.push({ student, left });
    }
  }
  return plan;
}

/** By stay, the lesson elsewhere that stands in the way; what the student gives up with that stay does not. */
async function clashesOf(
  unit: UnitOfWork,
  { stays, to, at }: { stays: readonly Enrollment[]; to: ClassGroup; at: Date },
): Promise<Map<string, DomainError>> {
  const { em, now } = unit;
  const lessons = await em.find(
    ScheduledLesson,
    { classGroupId: to.id, status: 'SCHEDULED', endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' } },
  );
  const givenUp = await em.find(
    ScheduledLesson,
    { classGroupId: { $in: [...new Set(stays.map(({ classGroupId }) => classGroupId))] }, startsAt: { $gte: at } },
    { fields: ['id'] },
  );
  const free = new Set(givenUp.map(({ id }) => id));
  const stayOf = await staysOf(em, stays);
  const { timeZone } = await em.findOneOrFail(BranchCopy, { branchId: to.branchId });
  const clashes = new Map<string, DomainError>();
  for (const stay of stays) {
    const coming = { ...stayOf(stay), enrolledAt: at, withdrawnAt: null };
    const wanted = lessons.filter((lesson) => attends(coming, lesson));
    const inTheWay = await bookingsInTheWay(
      em,
      wanted.map((lesson) => bookingFor(lesson, 'STUDENT', stay.studentId)),
    );
    const other = inTheWay.find((one) => !free.has(one.scheduledLessonId) && one.scheduledLessonId !== one.wantedBy);
    for (const { error } of other ? await nameClashes(em, timeZone, [other]) : []) clashes.set(stay.id, error);
  }
  return clashes;
}

/** ALREADY_ENROLLED, for whom being there already is in the way. */
export async function refuseAlreadyThere({ em }: UnitOfWork, plan: PlacingPlan, to: ClassGroup): Promise<NotMoved[]> {
  const students = await em.find(Student, { id: { $in: plan.alreadyThere.map(({ studentId }) => studentId) } });
  const names = new Map(students.map(({ id, name }) => [id, name]));
  return plan.alreadyThere.map(({ studentId }) => {
    const name = names.get(studentId) ?? studentId;
    return notMoved({ studentId, name }, alreadyEnrolled({ id: studentId, name }, to));
  });
}
