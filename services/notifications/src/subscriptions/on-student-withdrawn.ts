import { studentWithdrawn } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberWithdrawal } from '../commands/remember.ts';

/** Whom changes of the class no longer concern. */
export const onStudentWithdrawn = on(studentWithdrawn, async ({ branchId, data }, unit) => {
  if (branchId === null) throw new Error('An enrollment belongs to a branch.');
  const { enrollmentId, classGroupId, studentId, guardianId } = data;
  const withdrawnAt = new Date(data.withdrawnAt);
  await rememberWithdrawal(unit, { enrollmentId, branchId, classGroupId, studentId, guardianId, withdrawnAt });
});
