import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const enrollmentSuspensionSchema = defineEntity({
  name: 'EnrollmentSuspension',
  tableName: 'enrollment_suspension',
  properties: {
    ...aggregateProperties,
    /** The class's branch. */
    branchId: p.uuid(),
    enrollmentId: p.uuid(),
    classGroupId: p.uuid(),
    studentId: p.uuid(),
    guardianId: p.uuid(),
    startsAt: instant(),
    /** Not included; null: until the student is resumed. */
    endsAt: instant().nullable(),
    keepsSeat: p.boolean(),
    reason: p.text(),
    cancelledAt: instant().nullable(),
  },
  indexes: [{ name: 'enrollment_suspension_of', properties: ['enrollmentId', 'startsAt'] }],
  checks: [
    { name: 'enrollment_suspension_time', expression: 'ends_at is null or starts_at <= ends_at' },
    {
      name: 'enrollment_suspension_one_at_a_time',
      expression:
        'exclude using gist (enrollment_id with =, tstzrange(starts_at, ends_at) with &&) where (cancelled_at is null)',
    },
  ],
  ...tenantPolicies('enrollment_suspension', { branch: 'required', family: 'own' }),
});

/** A time in which a student stays enrolled and does not come (停课). */
export class EnrollmentSuspension extends enrollmentSuspensionSchema.class {}
enrollmentSuspensionSchema.setClass(EnrollmentSuspension);
