import { enrollmentSuspended } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepSuspension } from '../commands/keep-suspension.ts';

/** The student is off the rosters of the lessons in that time. */
export const onEnrollmentSuspended = on(enrollmentSuspended, (event, unit) => keepSuspension(unit, event));
