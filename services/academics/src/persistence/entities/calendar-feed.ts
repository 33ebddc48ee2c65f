import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const calendarFeedSchema = defineEntity({
  name: 'CalendarFeed',
  tableName: 'calendar_feed',
  properties: {
    ...aggregateProperties,
    /** The student's or the room's; null for a teacher, who may work in several. */
    branchId: p.uuid().nullable(),
    /** The student's: a family sees every feed of its child, whoever asked for it. */
    guardianId: p.uuid().nullable(),
    resourceKind: oneOf('TEACHER', 'STUDENT', 'ROOM'),
    resourceId: p.uuid().index(),
    /** What is kept of the link: `calendarTokenHash`. */
    tokenHash: p.text(),
    revokedAt: instant().nullable(),
  },
  uniques: [{ name: 'calendar_feed_token', properties: ['tokenHash'] }],
  indexes: [{ name: 'calendar_feed_created_at', properties: ['organizationId', 'createdAt', 'id'] }],
  // Who comes with the link names no organization: the system role finds which one it is.
  ...tenantPolicies('calendar_feed', { branch: 'optional', family: 'own', systemRole: 'academics_system' }),
});

/** A link under which a calendar program reads somebody's timetable, until it is revoked (C28). */
export class CalendarFeed extends calendarFeedSchema.class {}
calendarFeedSchema.setClass(CalendarFeed);
