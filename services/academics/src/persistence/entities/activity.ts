import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { ACTIVITY_AUDIENCES, ACTIVITY_KINDS } from '../../domain/activity.ts';

const activitySchema = defineEntity({
  name: 'Activity',
  tableName: 'activity',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    kind: oneOf(...ACTIVITY_KINDS),
    title: p.text(),
    description: p.text(),
    /** Null: nowhere in the school, such as online. */
    roomId: p.uuid().nullable().index(),
    /** Null: nobody who teaches. */
    hostTeacherId: p.uuid().nullable().index(),
    startsAt: instant(),
    endsAt: instant(),
    seats: p.integer(),
    /** Kept beside the seats so that one too many is refused under the lock of this row. */
    seatsTaken: p.integer().default(0),
    audience: oneOf(...ACTIVITY_AUDIENCES),
    /** Seats are taken until then. */
    registrationEndsAt: instant(),
    status: oneOf('SCHEDULED', 'CANCELLED').default('SCHEDULED'),
    /** Why it was last moved or cancelled. */
    changeReason: p.text().nullable(),
  },
  indexes: [
    { name: 'activity_starts_at', properties: ['organizationId', 'startsAt', 'id'] },
    { name: 'activity_branch', properties: ['branchId', 'startsAt'] },
  ],
  checks: [
    { name: 'activity_time', expression: 'starts_at < ends_at and registration_ends_at <= starts_at' },
    { name: 'activity_seats', expression: 'seats_taken between 0 and seats' },
  ],
  ...tenantPolicies('activity', { branch: 'required', family: 'visible' }),
});

/** What a school holds beside lessons, with a limited number of seats (C26). */
export class Activity extends activitySchema.class {}
activitySchema.setClass(Activity);
