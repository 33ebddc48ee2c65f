import { aggregateProperties, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const classLinkSchema = defineEntity({
  name: 'ClassLink',
  tableName: 'class_link',
  properties: {
    ...aggregateProperties,
    /** Of both classes. */
    branchId: p.uuid(),
    kind: oneOf('SAME_START', 'CONSECUTIVE', 'DIFFERENT_DAYS'),
    /** For CONSECUTIVE the one that comes first. */
    classGroupId: p.uuid().index(),
    otherClassGroupId: p.uuid().index(),
  },
  uniques: [{ name: 'class_link_pair', properties: ['classGroupId', 'otherClassGroupId'] }],
  checks: [{ name: 'class_link_two', expression: 'class_group_id <> other_class_group_id' }],
  ...tenantPolicies('class_link', { branch: 'required', family: 'hidden' }),
});

/** Two classes whose lessons a timetable keeps together, or apart. */
export class ClassLink extends classLinkSchema.class {}
classLinkSchema.setClass(ClassLink);
