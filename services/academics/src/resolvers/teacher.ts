import type { TeacherResolvers } from '../generated/resolvers.ts';
import { teachersById } from '../persistence/queries/by-id.ts';
import { subjectsOfTeachers } from '../persistence/queries/classes.ts';
import { lessonsOfTeachers } from '../persistence/queries/lessons.ts';

const FOUR_WEEKS_MS = 28 * 86_400_000;

export const teacher: TeacherResolvers = {
  __resolveReference: ({ id }, { load }) => load(teachersById, id),
  subjects: ({ id }, _, { load }) => load(subjectsOfTeachers, id),
  branches: ({ branchIds }) => branchIds.map((id) => ({ id })),
  lessons: ({ id }, { from, to }, { load, now }) => {
    const start = from ?? now;
    return load(lessonsOfTeachers, { id, from: start, to: to ?? new Date(start.getTime() + FOUR_WEEKS_MS) });
  },
};
