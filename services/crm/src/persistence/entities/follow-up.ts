import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { FOLLOW_UP_CHANNELS, FOLLOW_UP_OUTCOMES } from '../../domain/lead-words.ts';

const followUpSchema = defineEntity({
  name: 'FollowUp',
  tableName: 'follow_up',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    leadId: p.uuid().index(),
    channel: oneOf(...FOLLOW_UP_CHANNELS),
    summary: p.text(),
    outcome: oneOf(...FOLLOW_UP_OUTCOMES),
    contactedAt: instant(),
    nextContactAt: instant().nullable(),
    /** The staff member's id; null where one of our services wrote it. */
    staffId: p.uuid().nullable(),
    /** The duplicate that it was written on, before the merge. */
    mergedFromId: p.uuid().nullable(),
  },
  ...tenantPolicies('follow_up', { branch: 'required', family: 'hidden' }),
});

/** One contact with a lead, or the attempt. */
export class FollowUp extends followUpSchema.class {}
followUpSchema.setClass(FollowUp);
