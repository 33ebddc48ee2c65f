import { studentEnrolled } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { keepEnrollments } from '../commands/keep-enrollments.ts';

/** The student is on the rosters of the class from then on. */
export const onStudentEnrolled = onBatch(studentEnrolled, (events, unit) => keepEnrollments(unit, events));
