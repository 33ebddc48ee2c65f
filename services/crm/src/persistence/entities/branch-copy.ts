import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const branchCopySchema = defineEntity({
  name: 'BranchCopy',
  tableName: 'branch_copy',
  properties: { branchId: p.uuid().primary(), organizationId: p.uuid() },
  ...tenantPolicies('branch_copy', { branch: 'required', family: 'hidden', systemRole: 'crm_system' }),
});

/** Which branches there are, from organization: leads and guardians belong to one. Workers go through those of all organizations. */
export class BranchCopy extends branchCopySchema.class {}
branchCopySchema.setClass(BranchCopy);
