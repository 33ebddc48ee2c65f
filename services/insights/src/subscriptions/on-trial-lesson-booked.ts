import { trialLessonBooked } from '@campusgraph/contracts';
import { advanceLeads } from '../commands/advance-leads.ts';
import { STAGES_OF } from '../domain/funnel.ts';
import { fact } from './fact.ts';
import { leadStep } from './lead-step.ts';

/** A trial lesson was booked; a second one is still the same lead. */
export const onTrialLessonBooked = fact(trialLessonBooked, (events, unit) =>
  advanceLeads(
    unit,
    events.map((event) => leadStep(event, STAGES_OF.TRIAL_BOOKED)),
  ),
);
