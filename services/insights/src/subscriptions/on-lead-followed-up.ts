import { leadFollowedUp } from '@campusgraph/contracts';
import { advanceLeads } from '../commands/advance-leads.ts';
import { STAGES_OF } from '../domain/funnel.ts';
import { fact } from './fact.ts';
import { leadStep } from './lead-step.ts';

/** A lead was spoken with. */
export const onLeadFollowedUp = fact(leadFollowedUp, (events, unit) =>
  advanceLeads(
    unit,
    events.map((event) => leadStep(event, STAGES_OF.CONTACTED)),
  ),
);
