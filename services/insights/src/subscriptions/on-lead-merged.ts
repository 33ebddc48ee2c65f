import { leadMerged } from '@campusgraph/contracts';
import { advanceLeads } from '../commands/advance-leads.ts';
import { fact } from './fact.ts';
import { leadStep } from './lead-step.ts';

/** A lead was another one's duplicate: it leaves the funnel, and what is heard of it later does not bring it back. */
export const onLeadMerged = fact(leadMerged, (events, unit) =>
  advanceLeads(
    unit,
    events.map((event) => ({ ...leadStep(event, []), merged: true })),
  ),
);
