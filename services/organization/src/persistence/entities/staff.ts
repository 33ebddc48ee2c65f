import type { RoleName } from '@campusgraph/auth';
import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** A staff member's role: any built-in one but the guardian's. */
export type StaffRole = Exclude<RoleName, 'GUARDIAN'>;

const staffSchema = defineEntity({
  name: 'Staff',
  tableName: 'staff',
  properties: {
    ...aggregateProperties,
    name: p.text(),
    role: p.text().$type<StaffRole>(),
    /** Null: every branch. */
    branchIds: p.array<string>().columnType('uuid[]').nullable(),
    email: p.text().nullable(),
  },
  indexes: [{ name: 'staff_name', properties: ['organizationId', 'name', 'id'] }],
  ...tenantPolicies('staff', { branch: 'several', family: 'hidden', systemRole: 'organization_system' }),
});

export class Staff extends staffSchema.class {}
staffSchema.setClass(Staff);
