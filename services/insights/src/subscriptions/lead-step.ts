import type { LeadStep } from '../commands/advance-leads.ts';
import type { BranchFact } from '../commands/hold-back.ts';

type LeadData = Pick<LeadStep, 'leadId' | 'channel' | 'sourceName' | 'capturedAt'>;

/** What a fact of crm says of a lead: every one names its source and when it was created. */
export function leadStep({ branchId, data }: BranchFact<LeadData>, reached: LeadStep['reached']): LeadStep {
  const { leadId, channel, sourceName, capturedAt } = data;
  return { leadId, branchId, channel, sourceName, capturedAt, reached };
}
