import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** A contract whose money was paid back: nobody is called about it, even where its beginning is heard of later. */
const refundedContractSchema = defineEntity({
  name: 'RefundedContract',
  tableName: 'refunded_contract',
  properties: {
    contractId: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    refundedAt: instant(),
  },
  ...tenantPolicies('refunded_contract', { branch: 'required', family: 'hidden' }),
});

export class RefundedContract extends refundedContractSchema.class {}
refundedContractSchema.setClass(RefundedContract);
