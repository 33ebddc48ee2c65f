import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const branchCopySchema = defineEntity({
  name: 'BranchCopy',
  tableName: 'branch_copy',
  properties: {
    branchId: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.text(),
    timeZone: p.text(),
  },
  ...tenantPolicies('branch_copy', { branch: 'required', family: 'visible' }),
});

/** What organization said of a branch: its zone, in which quiet hours and lesson times are meant. */
export class BranchCopy extends branchCopySchema.class {}
branchCopySchema.setClass(BranchCopy);
