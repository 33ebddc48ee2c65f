import { studentWithdrawn } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { endEnrollment } from '../commands/keep-enrollments.ts';

/** The student is off the rosters of lessons that begin later. */
export const onStudentWithdrawn = on(studentWithdrawn, ({ data }, unit) => endEnrollment(unit, data));
