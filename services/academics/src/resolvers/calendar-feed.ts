import type { CalendarFeedResolvers } from '../generated/resolvers.ts';
import { roomsById, studentsById, teachersById } from '../persistence/queries/by-id.ts';
import { calendarFeedsById } from '../persistence/queries/calendar-feeds.ts';

export const calendarFeed: CalendarFeedResolvers = {
  __resolveReference: ({ id }, { load }) => load(calendarFeedsById, id),
  kind: ({ resourceKind }) => resourceKind,
  teacher: ({ resourceKind, resourceId }, _, { load }) =>
    resourceKind === 'TEACHER' ? load(teachersById, resourceId) : null,
  student: ({ resourceKind, resourceId }, _, { load }) =>
    resourceKind === 'STUDENT' ? load(studentsById, resourceId) : null,
  room: ({ resourceKind, resourceId }, _, { load }) => (resourceKind === 'ROOM' ? load(roomsById, resourceId) : null),
};
