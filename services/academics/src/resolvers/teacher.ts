import type { TeacherResolvers } from '../generated/resolvers.ts';
import { coursesById, teachersById } from '../persistence/queries/by-id.ts';
import { subjectsOfTeachers } from '../persistence/queries/classes.ts';
import { lessonsOfTeachers } from '../persistence/queries/lessons.ts';
import { absencesOfTeachers } from '../persistence/queries/timetable-data.ts';
import { weeksFrom } from './weeks-from.ts';

export const teacher: TeacherResolvers = {
  __resolveReference: ({ id }, { load }) => load(teachersById, id),
  subjects: ({ id }, _, { load }) => load(subjectsOfTeachers, id),
  courses: async ({ courseIds }, _, { load }) =>
    courseIds ? (await Promise.all(courseIds.map((id) => load(coursesById, id)))).filter((one) => one !== null) : null,
  absences: ({ id }, _, { load, now }) => load(absencesOfTeachers, { id, now }),
  // Of the other branches of a teacher who travels, somebody of one branch may know nothing.
  branches: ({ branchIds }, _, { principal }) =>
    branchIds.filter((id) => principal.branches === 'ALL' || principal.branches.includes(id)).map((id) => ({ id })),
  lessons: ({ id }, span, { load, now }) => load(lessonsOfTeachers, { id, ...weeksFrom(span, now) }),
};
