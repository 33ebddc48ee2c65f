import { day, fen, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const count = () => p.integer().default(0);
const amount = () => fen().default(0);

/** The counters of one branch and day; see domain/counters.ts for what they mean. */
const branchDaySchema = defineEntity({
  name: 'BranchDay',
  tableName: 'branch_day',
  properties: {
    branchId: p.uuid().primary(),
    day: day().primary(),
    organizationId: p.uuid(),
    // Many lessons of a chain add up: not an integer's range.
    consumedHundredths: p.bigint('number').default(0),
    consumedFen: amount(),
    recognisedFen: amount(),
    receivedFen: amount(),
    refundedFen: amount(),
    ticketsOpened: count(),
    ticketsResolved: count(),
    ticketsConfirmed: count(),
    ticketsReopened: count(),
    npsPromoters: count(),
    npsPassives: count(),
    npsDetractors: count(),
    csatAnswers: count(),
    csatSatisfied: count(),
  },
  indexes: [{ name: 'branch_day_organization', properties: ['organizationId', 'day'] }],
  ...tenantPolicies('branch_day', { branch: 'required', family: 'hidden' }),
});

export class BranchDay extends branchDaySchema.class {}
branchDaySchema.setClass(BranchDay);
