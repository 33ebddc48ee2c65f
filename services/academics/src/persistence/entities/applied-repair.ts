import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { AppliedChange } from '../../domain/repair-change.ts';

const appliedRepairSchema = defineEntity({
  name: 'AppliedRepair',
  tableName: 'applied_repair',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    reason: p.text(),
    /** In the order of the plan. */
    changes: p.json<AppliedChange[]>(),
    status: oneOf('APPLIED', 'UNDONE').default('APPLIED'),
    undoneAt: instant().nullable(),
    undoReason: p.text().nullable(),
  },
  indexes: [{ name: 'applied_repair_created_at', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('applied_repair', { branch: 'required', family: 'hidden' }),
});

/** A plan that was carried out, as a whole. */
export class AppliedRepair extends appliedRepairSchema.class {}
appliedRepairSchema.setClass(AppliedRepair);
