import { enrollmentResumed } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepSuspension } from '../commands/keep-suspension.ts';

/** The student is on the rosters again from then on. */
export const onEnrollmentResumed = on(enrollmentResumed, (event, unit) => keepSuspension(unit, event));
