import { studentRegistered } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { StudentCopy } from '../persistence/entities/student-copy.ts';

/** A quote for a student goes to that student's guardian. */
export const onStudentRegistered = on(studentRegistered, async ({ organizationId, data }, { em }) => {
  await em.upsert(StudentCopy, { id: data.studentId, organizationId, guardianId: data.guardianId });
});
