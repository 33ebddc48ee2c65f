import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const branchCopySchema = defineEntity({
  name: 'BranchCopy',
  tableName: 'branch_copy',
  properties: { branchId: p.uuid().primary(), organizationId: p.uuid(), timeZone: p.text() },
  ...tenantPolicies('branch_copy', { branch: 'required', family: 'visible' }),
});

/** What billing has to know of a branch: in which zone its days and months are meant. */
export class BranchCopy extends branchCopySchema.class {}
branchCopySchema.setClass(BranchCopy);
