import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** What insights knows of a branch: its zone, in which its days begin. */
const branchCopySchema = defineEntity({
  name: 'BranchCopy',
  tableName: 'branch_copy',
  properties: {
    branchId: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.text(),
    timeZone: p.text(),
  },
  ...tenantPolicies('branch_copy', { branch: 'required', family: 'hidden' }),
});

export class BranchCopy extends branchCopySchema.class {}
branchCopySchema.setClass(BranchCopy);
