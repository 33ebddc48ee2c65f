import type { Resolvers } from '../generated/resolvers.ts';
import { classGroupsById } from '../persistence/queries/by-id.ts';
import { lessonsOfBranches } from '../persistence/queries/lessons.ts';
import {
  branchCopiesById,
  classLinksById,
  holidaysById,
  holidaysOfBranches,
  roomClosuresById,
  teacherAbsencesById,
  travelTimesOfBranches,
} from '../persistence/queries/timetable-data.ts';
import { classGroupOf, roomOf, teacherOf } from './class-group.ts';
import { present } from './present.ts';
import { weeksFrom } from './weeks-from.ts';

export const timetableData: Pick<
  Resolvers,
  'Branch' | 'Holiday' | 'TravelTime' | 'TeacherAbsence' | 'RoomClosure' | 'ClassLink'
> = {
  Branch: {
    __resolveReference: ({ id }) => ({ id }),
    openingHours: async ({ id }, _, { load }) => (await load(branchCopiesById, id))?.openingHours ?? null,
    holidays: ({ id }, _, { load, now }) => load(holidaysOfBranches, { id, now }),
    travelTimes: async ({ id }, _, { load }) =>
      (await load(travelTimesOfBranches, id)).map(({ branchId, minutes }) => ({ branch: { id: branchId }, minutes })),
    lessons: ({ id }, span, { load, now }) => load(lessonsOfBranches, { id, ...weeksFrom(span, now, 1) }),
  },
  Holiday: {
    __resolveReference: ({ id }, { load }) => load(holidaysById, id),
    branch: ({ branchId }) => (branchId ? { id: branchId } : null),
  },
  TeacherAbsence: { __resolveReference: ({ id }, { load }) => load(teacherAbsencesById, id), teacher: teacherOf },
  RoomClosure: { __resolveReference: ({ id }, { load }) => load(roomClosuresById, id), room: roomOf },
  ClassLink: {
    __resolveReference: ({ id }, { load }) => load(classLinksById, id),
    classGroup: classGroupOf,
    otherClassGroup: ({ otherClassGroupId }, _, { load }) =>
      present('ClassGroup', load(classGroupsById, otherClassGroupId)),
  },
};
