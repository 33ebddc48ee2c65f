import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const activitySeatSchema = defineEntity({
  name: 'ActivitySeat',
  tableName: 'activity_seat',
  properties: {
    /** `createdAt` is when it was taken. */
    ...aggregateProperties,
    /** The activity's. */
    branchId: p.uuid(),
    activityId: p.uuid(),
    /** Null: the guardian comes. */
    studentId: p.uuid().nullable().index(),
    guardianId: p.uuid(),
    status: oneOf('TAKEN', 'GIVEN_UP').default('TAKEN'),
    givenUpAt: instant().nullable(),
    /** Null until somebody has noted it. */
    hasAttended: p.boolean().nullable(),
  },
  indexes: [
    {
      name: 'activity_seat_once',
      expression: `create unique index activity_seat_once on activity_seat (activity_id, coalesce(student_id, guardian_id)) where status = 'TAKEN'`,
    },
  ],
  ...tenantPolicies('activity_seat', { branch: 'required', family: 'own' }),
});

/** A seat of a student, or of a guardian, at an activity. */
export class ActivitySeat extends activitySeatSchema.class {}
activitySeatSchema.setClass(ActivitySeat);
