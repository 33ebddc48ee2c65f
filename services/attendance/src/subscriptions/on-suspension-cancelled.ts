import { enrollmentSuspensionCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepSuspension } from '../commands/keep-suspension.ts';

/** The student stays on the rosters. */
export const onSuspensionCancelled = on(enrollmentSuspensionCancelled, (event, unit) =>
  keepSuspension(unit, event, true),
);
