import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { WeeklyNeed } from '../../domain/weekly-need.ts';

const classGroupSchema = defineEntity({
  name: 'ClassGroup',
  tableName: 'class_group',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    name: p.text(),
    courseId: p.uuid().index(),
    /** Who teaches it unless a lesson says otherwise. */
    teacherId: p.uuid().index(),
    /** Where it meets unless a lesson says otherwise. */
    roomId: p.uuid().index(),
    capacity: p.integer(),
    /** Seats taken. Kept beside the enrolments so that a seat is refused under the lock of this row. */
    enrolledCount: p.integer().default(0),
    /** Seats offered to the wait list and not answered yet; nobody else gets them. */
    heldCount: p.integer().default(0),
    /** A family may choose it for its child, within the policy. */
    isOpenToChoice: p.boolean().default(false),
    /** What a timetable has to find for it; null: nothing more. */
    weeklyNeed: p.json<WeeklyNeed>().nullable(),
    status: oneOf('OPEN', 'CLOSED').default('OPEN'),
    closedAt: instant().nullable(),
  },
  uniques: [{ name: 'class_group_name', properties: ['branchId', 'name'] }],
  indexes: [{ name: 'class_group_created_at', properties: ['organizationId', 'createdAt', 'id'] }],
  checks: [
    { name: 'class_group_seats', expression: 'enrolled_count between 0 and capacity' },
    { name: 'class_group_held', expression: 'held_count >= 0 and enrolled_count + held_count <= capacity' },
  ],
  ...tenantPolicies('class_group', { branch: 'required', family: 'visible' }),
});

export class ClassGroup extends classGroupSchema.class {}
classGroupSchema.setClass(ClassGroup);
