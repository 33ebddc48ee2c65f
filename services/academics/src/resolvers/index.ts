import { scalars } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { calendarFeed } from './calendar-feed.ts';
import { classChanges } from './class-changes.ts';
import { classGroupTypes } from './class-group.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { repairTypes } from './repair.ts';
import { scheduledLesson } from './scheduled-lesson.ts';
import { seatTypes } from './seat.ts';
import { studentTypes } from './student.ts';
import { teacher } from './teacher.ts';
import { timetableData } from './timetable-data.ts';
import { timetableRunTypes } from './timetable-run.ts';
import { timetableRunComparison } from './timetable-run-comparison.ts';

export const resolvers: Resolvers = {
  DateTime: scalars.DateTime,
  Date: scalars.Date,
  Lessons: scalars.Lessons,
  Query: queries,
  Mutation: mutations,
  ...studentTypes,
  ...classGroupTypes,
  ...classChanges,
  ...timetableData,
  ...timetableRunTypes,
  ...repairTypes,
  ...timetableRunComparison,
  ...seatTypes,
  Teacher: teacher,
  ScheduledLesson: scheduledLesson,
  CalendarFeed: calendarFeed,
};
