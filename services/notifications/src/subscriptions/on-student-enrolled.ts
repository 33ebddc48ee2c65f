import { studentEnrolled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberEnrollment } from '../commands/remember.ts';

/** Whom a change of the class concerns from now on. */
export const onStudentEnrolled = on(studentEnrolled, async ({ branchId, data }, unit) => {
  if (branchId === null) throw new Error('An enrollment belongs to a branch.');
  const { enrollmentId, classGroupId, studentId, guardianId, studentName } = data;
  const enrolledAt = new Date(data.enrolledAt);
  await rememberEnrollment(unit, {
    ...{ enrollmentId, branchId, classGroupId, studentId, guardianId },
    ...{ studentName, enrolledAt },
  });
});
