import { lossesByClass } from '../domain/timetabling/make-up/index.ts';
import { clockOf } from '../domain/timetabling/school/calendar.ts';
import type { Wish } from '../domain/timetabling/school/index.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { branchesOf } from '../persistence/entities/timetable-run.ts';
import { classGroupsById, roomsById } from '../persistence/queries/by-id.ts';
import { lossesOfRuns } from '../persistence/queries/losses-of-runs.ts';
import { timetableRunsById, timetablesOfRuns } from '../persistence/queries/timetable-runs.ts';
import { classGroupOf, roomOf, teacherOf } from './class-group.ts';
import { present } from './present.ts';

export const timetableRunTypes: Pick<
  Resolvers,
  | 'TimetableRun'
  | 'TimetableRunLesson'
  | 'TimetableRunLosses'
  | 'TimetableRunLoss'
  | 'TimetableRunMakeUp'
  | 'TimetableFinding'
  | 'TimetableConflict'
  | 'UndoTimetableRunPayload'
> = {
  TimetableRun: {
    __resolveReference: ({ id }, { load }) => load(timetableRunsById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    branches: (run) => branchesOf(run).map((id) => ({ id })),
    choosesTeachers: ({ chooseTeachers }) => chooseTeachers,
    makesUpLost: ({ makeUpLost }) => makeUpLost,
    lostLessonCount: ({ lostCount }) => lostCount ?? null,
    madeUpLessonCount: ({ madeUpCount }) => madeUpCount ?? null,
    lostLessons: ({ id }, _, { load }) => load(lossesOfRuns, id),
    lossesByClass: async ({ id }, _, { load }) => {
      const lost = await load(lossesOfRuns, id);
      return lost && lossesByClass(lost);
    },
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
  TimetableRunLosses: { classGroup: classGroupOf },
  TimetableRunLoss: { classGroup: classGroupOf },
  TimetableRunMakeUp: { room: roomOf, teacher: teacherOf },
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
