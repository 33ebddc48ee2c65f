import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const branchCopySchema = defineEntity({
  name: 'BranchCopy',
  tableName: 'branch_copy',
  properties: {
    branchId: p.uuid().primary(),
    organizationId: p.uuid().index(),
    name: p.text(),
    /** IANA: in it weekly lessons are meant and clashes are told. */
    timeZone: p.text(),
  },
  ...tenantPolicies('branch_copy', { branch: 'required', family: 'visible' }),
});

/** What academics knows of a branch, from organization's `branchOpened`. */
export class BranchCopy extends branchCopySchema.class {}
branchCopySchema.setClass(BranchCopy);
