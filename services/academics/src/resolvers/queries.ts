import { page, toConnection } from '@campusgraph/graphql';
import type { QueryResolvers } from '../generated/resolvers.ts';
import {
  classGroupsById,
  coursesById,
  lessonsById,
  roomsById,
  studentsById,
  teachersById,
} from '../persistence/queries/by-id.ts';
import { listCalendarFeeds } from '../persistence/queries/calendar-feeds.ts';
import {
  listClassGroups,
  listCourses,
  listLessons,
  listRooms,
  listStudents,
  listTeachers,
} from '../persistence/queries/lists.ts';

export const queries: QueryResolvers = {
  students: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listStudents(em, page(paging), filter ?? {}))),
  student: (_, { id }, { load }) => load(studentsById, id),
  teachers: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listTeachers(em, page(paging), filter?.branchId))),
  teacher: (_, { id }, { load }) => load(teachersById, id),
  rooms: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listRooms(em, page(paging), filter?.branchId))),
  room: (_, { id }, { load }) => load(roomsById, id),
  courses: async (_, paging, { read }) => toConnection(await read((em) => listCourses(em, page(paging)))),
  course: (_, { id }, { load }) => load(coursesById, id),
  classGroups: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listClassGroups(em, page(paging), filter ?? {}))),
  classGroup: (_, { id }, { load }) => load(classGroupsById, id),
  scheduledLessons: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listLessons(em, page(paging), filter ?? {}))),
  calendarFeeds: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listCalendarFeeds(em, page(paging), filter ?? {}))),
  scheduledLesson: (_, { id }, { load }) => load(lessonsById, id),
};
