import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const classGroupCopySchema = defineEntity({
  name: 'ClassGroupCopy',
  tableName: 'class_group_copy',
  properties: {
    classGroupId: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    name: p.text(),
  },
  ...tenantPolicies('class_group_copy', { branch: 'required', family: 'visible' }),
});

/** A class's name, as academics said. */
export class ClassGroupCopy extends classGroupCopySchema.class {}
classGroupCopySchema.setClass(ClassGroupCopy);
