import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const suspensionCopySchema = defineEntity({
  name: 'SuspensionCopy',
  tableName: 'suspension_copy',
  properties: {
    enrollmentSuspensionId: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    guardianId: p.uuid(),
    enrollmentId: p.uuid().index(),
    startsAt: instant(),
    /** Null: until resumed. A suspension that was cancelled ends when it begins. */
    endsAt: instant().nullable(),
    /** The aggregate's version that this is a copy of; an older one never overwrites a newer one. */
    copiedVersion: p.integer(),
  },
  ...tenantPolicies('suspension_copy', { branch: 'required', family: 'own' }),
});

/** Whom changes of a class do not concern for some time, as academics said. */
export class SuspensionCopy extends suspensionCopySchema.class {}
suspensionCopySchema.setClass(SuspensionCopy);
