import { leadCaptured } from '@campusgraph/contracts';
import { advanceLeads } from '../commands/advance-leads.ts';
import { STAGES_OF } from '../domain/funnel.ts';
import { fact } from './fact.ts';
import { leadStep } from './lead-step.ts';

/** A lead is created; an imported one may have come some way already. */
export const onLeadCaptured = fact(leadCaptured, (events, unit) =>
  advanceLeads(
    unit,
    events.map((event) => leadStep(event, STAGES_OF[event.data.status])),
  ),
);
