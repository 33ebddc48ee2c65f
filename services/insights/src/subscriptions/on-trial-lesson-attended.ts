import { trialLessonAttended } from '@campusgraph/contracts';
import { advanceLeads } from '../commands/advance-leads.ts';
import { STAGES_OF } from '../domain/funnel.ts';
import { fact } from './fact.ts';
import { leadStep } from './lead-step.ts';

/** A trial lesson was attended. */
export const onTrialLessonAttended = fact(trialLessonAttended, (events, unit) =>
  advanceLeads(
    unit,
    events.map((event) => leadStep(event, STAGES_OF.TRIAL_ATTENDED)),
  ),
);
