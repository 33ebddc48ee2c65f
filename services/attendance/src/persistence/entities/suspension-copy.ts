import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const suspensionCopySchema = defineEntity({
  name: 'SuspensionCopy',
  tableName: 'suspension_copy',
  properties: {
    /** The suspension's. */
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    guardianId: p.uuid(),
    /** Perhaps of an enrolment that is told of later. */
    enrollmentId: p.uuid().index(),
    startsAt: instant(),
    /** Null: until resumed. A suspension that was cancelled ends when it begins. */
    endsAt: instant().nullable(),
    /** The aggregate's version that this is a copy of; an older one never overwrites a newer one. */
    copiedVersion: p.integer(),
  },
  ...tenantPolicies('suspension_copy', { branch: 'required', family: 'own' }),
});

/** When students are not on the rosters of a class although they are in it, from academics' events. */
export class SuspensionCopy extends suspensionCopySchema.class {}
suspensionCopySchema.setClass(SuspensionCopy);
