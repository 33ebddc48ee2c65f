import { page, toConnection } from '@campusgraph/graphql';
import { suggestedStatus } from '../domain/roll-call.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { leaveRequestsById, recordsById, revisionsOfRecords } from '../persistence/queries/by-id.ts';
import { listRecords } from '../persistence/queries/lists.ts';
import { rostersById } from '../persistence/queries/rosters.ts';
import { summariesOfStudents } from '../persistence/queries/summaries.ts';

const studentOf = ({ studentId }: { studentId: string }) => ({ id: studentId });
const lessonOf = ({ scheduledLessonId }: { scheduledLessonId: string }) => ({ id: scheduledLessonId });
const branchOf = ({ branchId }: { branchId: string }) => ({ id: branchId });

export const types: Pick<
  Resolvers,
  'Student' | 'ScheduledLesson' | 'RosterEntry' | 'AttendanceRecord' | 'LeaveRequest'
> = {
  Student: {
    __resolveReference: ({ id }) => ({ id }),
    attendance: async ({ id }, { from, to, ...paging }, { read }, info) =>
      toConnection(await read((em) => listRecords(em, page(paging, info), { studentId: id, from, to }))),
    attendanceSummary: ({ id }, { from, to }, { load }) =>
      load(summariesOfStudents, { studentId: id, from: from ?? null, to: to ?? null }),
  },
  ScheduledLesson: {
    __resolveReference: ({ id }) => ({ id }),
    roster: ({ id }, _, { load }) => load(rostersById, id),
  },
  RosterEntry: {
    student: studentOf,
    suggestedStatus: ({ leaveRequest }) => suggestedStatus(leaveRequest !== null),
  },
  AttendanceRecord: {
    __resolveReference: ({ id }, { load }) => load(recordsById, id),
    student: studentOf,
    scheduledLesson: lessonOf,
    branch: branchOf,
    history: ({ id }, _, { load }) => load(revisionsOfRecords, id),
  },
  LeaveRequest: {
    __resolveReference: ({ id }, { load }) => load(leaveRequestsById, id),
    student: studentOf,
    scheduledLesson: lessonOf,
    branch: branchOf,
  },
};
