import { day, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const count = () => p.integer().default(0);

/** The leads of one branch, source and day of creation, and how many of them came how far. */
const funnelDaySchema = defineEntity({
  name: 'FunnelDay',
  tableName: 'funnel_day',
  properties: {
    branchId: p.uuid().primary(),
    day: day().primary(),
    channel: p.text().primary(),
    sourceName: p.text().primary(),
    organizationId: p.uuid(),
    created: count(),
    contacted: count(),
    trialBooked: count(),
    trialAttended: count(),
    converted: count(),
    lost: count(),
  },
  indexes: [{ name: 'funnel_day_organization', properties: ['organizationId', 'day'] }],
  ...tenantPolicies('funnel_day', { branch: 'required', family: 'hidden' }),
});

export class FunnelDay extends funnelDaySchema.class {}
funnelDaySchema.setClass(FunnelDay);
