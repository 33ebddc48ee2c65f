import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const leadMergeSchema = defineEntity({
  name: 'LeadMerge',
  tableName: 'lead_merge',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    /** The lead that stayed. */
    leadId: p.uuid().index(),
    mergedLeadId: p.uuid(),
    mergedAt: instant(),
    /** Kind and subject of who did it. */
    mergedBy: p.text(),
    /** The lead that stayed, field by field, as it was before: what the merge filled in can be told from it. */
    before: p.json<Record<string, string | null>>(),
  },
  uniques: [{ name: 'lead_merge_once', properties: ['mergedLeadId'] }],
  ...tenantPolicies('lead_merge', { branch: 'required', family: 'hidden' }),
});

/** Two leads turned out to be one. Append-only. */
export class LeadMerge extends leadMergeSchema.class {}
leadMergeSchema.setClass(LeadMerge);
