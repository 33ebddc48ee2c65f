import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const enrollmentSchema = defineEntity({
  name: 'Enrollment',
  tableName: 'enrollment',
  properties: {
    ...aggregateProperties,
    /** The class's branch. */
    branchId: p.uuid(),
    studentId: p.uuid().index(),
    guardianId: p.uuid(),
    classGroupId: p.uuid().index(),
    status: oneOf('ACTIVE', 'WITHDRAWN').default('ACTIVE'),
    enrolledAt: instant(),
    /** Ahead of time for who goes into another class on a later day. */
    withdrawnAt: instant().nullable(),
    /** False while suspended with the seat given up. */
    holdsSeat: p.boolean().default(true),
    /** Why it ended. */
    endedBy: oneOf('WITHDRAWAL', 'MOVE', 'CLOSING').nullable(),
  },
  indexes: [
    {
      name: 'enrollment_once',
      expression: `create unique index enrollment_once on enrollment (class_group_id, student_id) where status = 'ACTIVE'`,
    },
  ],
  ...tenantPolicies('enrollment', { branch: 'required', family: 'own' }),
});

export class Enrollment extends enrollmentSchema.class {}
enrollmentSchema.setClass(Enrollment);
