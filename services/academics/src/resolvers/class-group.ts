import { page, type RequestContext, toConnection } from '@campusgraph/graphql';
import { fillRate, freeSeats } from '../domain/class-group.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { classGroupsById, coursesById, roomsById, teachersById } from '../persistence/queries/by-id.ts';
import { studentsOfClassGroups } from '../persistence/queries/classes.ts';
import { lessonsOfClassGroups, lessonsOfRooms } from '../persistence/queries/lessons.ts';
import { closuresOfRooms, linksOfClassGroups } from '../persistence/queries/timetable-data.ts';
import { waitListOf } from '../persistence/queries/wait-list.ts';
import { present } from './present.ts';
import { weeksFrom } from './weeks-from.ts';

const YEAR_MS = 365 * 86_400_000;

export const classGroupOf = ({ classGroupId }: { classGroupId: string }, _: unknown, { load }: RequestContext) =>
  present('ClassGroup', load(classGroupsById, classGroupId));
export const courseOf = ({ courseId }: { courseId: string }, _: unknown, { load }: RequestContext) =>
  present('Course', load(coursesById, courseId));
export const teacherOf = ({ teacherId }: { teacherId: string }, _: unknown, { load }: RequestContext) =>
  present('Teacher', load(teachersById, teacherId));
export const roomOf = ({ roomId }: { roomId: string }, _: unknown, { load }: RequestContext) =>
  present('Room', load(roomsById, roomId));

export const classGroupTypes: Pick<Resolvers, 'ClassGroup' | 'Course' | 'Room'> = {
  ClassGroup: {
    __resolveReference: ({ id }, { load }) => load(classGroupsById, id),
    course: courseOf,
    teacher: teacherOf,
    room: roomOf,
    fillRate: (group) => fillRate(group),
    freeSeats: (group) => freeSeats(group),
    waitList: async ({ id }, paging, { read }, info) =>
      toConnection(await read((em) => waitListOf(em, page(paging, info), id))),
    branch: ({ branchId }) => ({ id: branchId }),
    links: ({ id }, _, { load }) => load(linksOfClassGroups, id),
    students: ({ id }, _, { load }) => load(studentsOfClassGroups, id),
    lessons: ({ id }, { from, to }, { load, now }) =>
      load(lessonsOfClassGroups, {
        id,
        from: from ?? new Date(now.getTime() - YEAR_MS),
        to: to ?? new Date(now.getTime() + YEAR_MS),
      }),
  },
  Course: { __resolveReference: ({ id }, { load }) => load(coursesById, id) },
  Room: {
    __resolveReference: ({ id }, { load }) => load(roomsById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    closures: ({ id }, _, { load, now }) => load(closuresOfRooms, { id, now }),
    lessons: ({ id }, span, { load, now }) => load(lessonsOfRooms, { id, ...weeksFrom(span, now) }),
  },
};
