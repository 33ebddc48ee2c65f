import { day, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** How far a lead has come: so that a second trial lesson is not counted as a second lead. */
const leadProgressSchema = defineEntity({
  name: 'LeadProgress',
  tableName: 'lead_progress',
  properties: {
    leadId: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    /** The cohort: when it was created, in the branch's zone. */
    day: day(),
    channel: p.text(),
    sourceName: p.text(),
    contacted: p.boolean(),
    trialBooked: p.boolean(),
    trialAttended: p.boolean(),
    converted: p.boolean(),
    lost: p.boolean(),
    /** It was a duplicate of another lead, and counts nowhere. */
    merged: p.boolean().default(false),
  },
  indexes: [{ name: 'lead_progress_organization', properties: ['organizationId'] }],
  ...tenantPolicies('lead_progress', { branch: 'required', family: 'hidden' }),
});

export class LeadProgress extends leadProgressSchema.class {}
leadProgressSchema.setClass(LeadProgress);
