import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const numberSequenceSchema = defineEntity({
  name: 'NumberSequence',
  tableName: 'number_sequence',
  properties: {
    organizationId: p.uuid().primary(),
    /** `C2026`: what is numbered, and the year; or a kind of policy. */
    series: p.text().primary(),
    last: p.integer(),
  },
  ...tenantPolicies('number_sequence', { branch: 'none', family: 'shared' }),
});

/** Numbers of contracts, receipts and policies, without gaps: taken in the transaction that uses them. */
export class NumberSequence extends numberSequenceSchema.class {}
numberSequenceSchema.setClass(NumberSequence);
