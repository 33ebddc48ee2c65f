import { studentRegistered } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepStudent } from '../commands/keep-copies.ts';

/** A quote for a student goes to that student's guardian. */
export const onStudentRegistered = on(studentRegistered, ({ branchId, data: { studentId, guardianId } }, unit) =>
  keepStudent(unit, { id: studentId, guardianId, branchId }),
);
