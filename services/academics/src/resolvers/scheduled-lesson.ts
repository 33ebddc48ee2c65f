import type { ScheduledLessonResolvers } from '../generated/resolvers.ts';
import { lessonsById, teachersById } from '../persistence/queries/by-id.ts';
import { studentsAtLessons } from '../persistence/queries/lessons.ts';
import { classGroupOf, courseOf, roomOf, teacherOf } from './class-group.ts';

export const scheduledLesson: ScheduledLessonResolvers = {
  __resolveReference: ({ id }, { load }) => load(lessonsById, id),
  classGroup: classGroupOf,
  course: courseOf,
  teacher: teacherOf,
  substituteTeacher: async (lesson, _, context) => {
    const group = await classGroupOf(lesson, _, context);
    return group.teacherId === lesson.teacherId ? null : context.load(teachersById, lesson.teacherId);
  },
  room: roomOf,
  branch: ({ branchId }) => ({ id: branchId }),
  students: (lesson, _, { load }) => load(studentsAtLessons, lesson),
};
