import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { WeeklyPeriod } from '../../domain/weekly-periods.ts';

const branchCopySchema = defineEntity({
  name: 'BranchCopy',
  tableName: 'branch_copy',
  properties: {
    branchId: p.uuid().primary(),
    organizationId: p.uuid().index(),
    name: p.text(),
    /** IANA: in it weekly lessons are meant and clashes are told. */
    timeZone: p.text(),
    /** When lessons may be held; null: at any time. Academics' own word, not organization's. */
    openingHours: p.json<WeeklyPeriod[]>().nullable(),
  },
  ...tenantPolicies('branch_copy', { branch: 'required', family: 'visible' }),
});

/** What academics knows of a branch, from organization's `branchOpened`. */
export class BranchCopy extends branchCopySchema.class {}
branchCopySchema.setClass(BranchCopy);
