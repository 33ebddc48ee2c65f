import type { QueryResolvers } from '../generated/resolvers.ts';
import {
  classGroupsById,
  coursesById,
  lessonsById,
  roomsById,
  studentsById,
  teachersById,
} from '../persistence/queries/by-id.ts';
import {
  listClassGroups,
  listCourses,
  listLessons,
  listRooms,
  listStudents,
  listTeachers,
} from '../persistence/queries/lists.ts';

export const queries: QueryResolvers = {
  students: (_, { filter, ...paging }, { read }) => read((em) => listStudents(em, paging, filter ?? {})),
  student: (_, { id }, { load }) => load(studentsById, id),
  teachers: (_, { filter, ...paging }, { read }) => read((em) => listTeachers(em, paging, filter?.branchId)),
  teacher: (_, { id }, { load }) => load(teachersById, id),
  rooms: (_, { filter, ...paging }, { read }) => read((em) => listRooms(em, paging, filter?.branchId)),
  room: (_, { id }, { load }) => load(roomsById, id),
  courses: (_, paging, { read }) => read((em) => listCourses(em, paging)),
  course: (_, { id }, { load }) => load(coursesById, id),
  classGroups: (_, { filter, ...paging }, { read }) => read((em) => listClassGroups(em, paging, filter ?? {})),
  classGroup: (_, { id }, { load }) => load(classGroupsById, id),
  scheduledLessons: (_, { filter, ...paging }, { read }) => read((em) => listLessons(em, paging, filter ?? {})),
  scheduledLesson: (_, { id }, { load }) => load(lessonsById, id),
};
