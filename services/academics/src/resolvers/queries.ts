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
import { comparedRuns } from '../persistence/queries/compared-runs.ts';
import {
  listClassGroups,
  listCourses,
  listLessons,
  listRooms,
  listStudents,
  listTeachers,
} from '../persistence/queries/lists.ts';
import { listTimetableRuns, timetableRunsById } from '../persistence/queries/timetable-runs.ts';
import { repairQueries } from './repair.ts';
import { seatQueries } from './seat.ts';

export const queries: QueryResolvers = {
  ...repairQueries,
  ...seatQueries,
  students: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listStudents(em, page(paging, info), filter ?? {}))),
  student: (_, { id }, { load }) => load(studentsById, id),
  teachers: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listTeachers(em, page(paging, info), filter?.branchId))),
  teacher: (_, { id }, { load }) => load(teachersById, id),
  rooms: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listRooms(em, page(paging, info), filter?.branchId))),
  room: (_, { id }, { load }) => load(roomsById, id),
  courses: async (_, paging, { read }, info) => toConnection(await read((em) => listCourses(em, page(paging, info)))),
  course: (_, { id }, { load }) => load(coursesById, id),
  classGroups: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listClassGroups(em, page(paging, info), filter ?? {}))),
  classGroup: (_, { id }, { load }) => load(classGroupsById, id),
  scheduledLessons: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listLessons(em, page(paging, info), filter ?? {}))),
  calendarFeeds: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listCalendarFeeds(em, page(paging, info), filter ?? {}))),
  timetableRuns: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listTimetableRuns(em, page(paging, info), filter?.branchId))),
  timetableRun: (_, { id }, { load }) => load(timetableRunsById, id),
  compareTimetableRuns: (_, asked, { read }) => read((em) => comparedRuns(em, asked)),
  scheduledLesson: (_, { id }, { load }) => load(lessonsById, id),
};
