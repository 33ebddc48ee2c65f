import { oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const resourceBookingSchema = defineEntity({
  name: 'ResourceBooking',
  tableName: 'resource_booking',
  properties: {
    /** Or the activity: whatever takes the resource. */
    scheduledLessonId: p.uuid().primary(),
    resourceKind: oneOf('ROOM', 'TEACHER', 'STUDENT').primary(),
    resourceId: p.uuid().primary(),
    organizationId: p.uuid(),
    /** From the start up to, not including, the end. */
    during: p.string().columnType('tstzrange'),
  },
  checks: [
    {
      // Nobody and nothing is at two lessons or activities at once: two clerks at the same instant get one lesson (C20).
      name: 'resource_booking_no_overlap',
      expression: 'exclude using gist (resource_kind with =, resource_id with =, during with &&)',
    },
  ],
  // A teacher's or student's hours in another branch must refuse here too, so a booking, which names nobody, has no branch.
  ...tenantPolicies('resource_booking', { branch: 'none', family: 'hidden' }),
});

/** A room, teacher or student taken by a lesson or an activity. */
export class ResourceBooking extends resourceBookingSchema.class {}
resourceBookingSchema.setClass(ResourceBooking);
