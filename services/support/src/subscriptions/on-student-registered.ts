import { studentRegistered } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { StudentCopy } from '../persistence/entities/student-copy.ts';

/** Whose child it is: a ticket about a student is the guardian's. */
export const onStudentRegistered = on(studentRegistered, async ({ organizationId, branchId, data }, { em }) => {
  if (branchId === null) throw new Error('A student belongs to a branch.');
  const { studentId, guardianId } = data;
  await em.upsert(StudentCopy, { studentId, organizationId, branchId, guardianId });
});
