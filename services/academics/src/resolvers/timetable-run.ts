import { clockOf } from '../domain/timetabling/school/calendar.ts';
import type { Wish } from '../domain/timetabling/school/index.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { classGroupsById, roomsById } from '../persistence/queries/by-id.ts';
import { timetableRunsById, timetablesOfRuns } from '../persistence/queries/timetable-runs.ts';
import { classGroupOf, teacherOf } from './class-group.ts';
import { present } from './present.ts';

export const timetableRunTypes: Pick<
  Resolvers,
  'TimetableRun' | 'TimetableRunLesson' | 'TimetableFinding' | 'TimetableConflict' | 'UndoTimetableRunPayload'
> = {
  TimetableRun: {
    __resolveReference: ({ id }, { load }) => load(timetableRunsById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    from: ({ firstDay }) => firstDay,
    to: ({ lastDay }) => lastDay,
    costs: ({ costs }) => (costs ? Object.entries(costs).map(([wish, cost]) => ({ wish: wish as Wish, cost })) : null),
    lessons: async ({ id }, _, { load }) => (await load(timetablesOfRuns, id))?.placements.slice() ?? null,
    findings: ({ findings }) => findings?.slice() ?? [],
  },
  TimetableRunLesson: {
    classGroup: classGroupOf,
    startTime: ({ startMinute }) => clockOf(startMinute),
    room: ({ roomId }, _, { load }) => present('Room', load(roomsById, roomId ?? '')),
    teacher: teacherOf,
  },
  TimetableFinding: {
    message: ({ message }, _, { locale }) => message[locale],
    classGroups: ({ classGroupIds }, _, { load }) =>
      Promise.all(classGroupIds.map((id) => present('ClassGroup', load(classGroupsById, id)))),
  },
  TimetableConflict: {
    classGroup: classGroupOf,
    message: ({ message }, _, { locale }) => message[locale],
  },
  UndoTimetableRunPayload: { keptLessons: ({ kept }) => kept },
};
