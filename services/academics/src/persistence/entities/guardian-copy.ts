import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const guardianCopySchema = defineEntity({
  name: 'GuardianCopy',
  tableName: 'guardian_copy',
  properties: { guardianId: p.uuid().primary(), organizationId: p.uuid(), branchId: p.uuid() },
  ...tenantPolicies('guardian_copy', { branch: 'required', family: 'hidden' }),
});

/** Which guardians there are, from crm: a student has one. */
export class GuardianCopy extends guardianCopySchema.class {}
guardianCopySchema.setClass(GuardianCopy);
