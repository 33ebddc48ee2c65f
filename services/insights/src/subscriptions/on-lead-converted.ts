import { leadConverted } from '@campusgraph/contracts';
import { advanceLeads } from '../commands/advance-leads.ts';
import { STAGES_OF } from '../domain/funnel.ts';
import { fact } from './fact.ts';
import { leadStep } from './lead-step.ts';

/** A lead signed. */
export const onLeadConverted = fact(leadConverted, (events, unit) =>
  advanceLeads(
    unit,
    events.map((event) => leadStep(event, STAGES_OF.CONVERTED)),
  ),
);
