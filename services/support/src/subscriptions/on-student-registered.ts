import { studentRegistered } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberStudent } from '../commands/remember.ts';

/** Whose child it is: a ticket about a student is the guardian's. */
export const onStudentRegistered = on(studentRegistered, async ({ branchId, data }, unit) => {
  if (branchId === null) throw new Error('A student belongs to a branch.');
  await rememberStudent(unit, { studentId: data.studentId, guardianId: data.guardianId, branchId });
});
