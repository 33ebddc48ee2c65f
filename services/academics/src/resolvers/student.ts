import { invalid } from '@campusgraph/errors';
import type { Resolvers } from '../generated/resolvers.ts';
import { activitiesOfStudents } from '../persistence/queries/activities.ts';
import { enrollmentsById, studentsById } from '../persistence/queries/by-id.ts';
import { classGroupsOfStudents, enrollmentsOfStudents, studentsOfGuardians } from '../persistence/queries/classes.ts';
import { lessonsOfStudents, MAX_NEXT_LESSONS, nextLessonsOfStudents } from '../persistence/queries/lessons.ts';
import { suspensionsOfEnrollments } from '../persistence/queries/stays.ts';
import { waitListEntriesOfStudents } from '../persistence/queries/wait-list.ts';
import { classGroupOf } from './class-group.ts';
import { weeksFrom } from './weeks-from.ts';

function checkFirst(first: number): number {
  if (first >= 1 && first <= MAX_NEXT_LESSONS) return first;
  throw invalid('INVALID_PAGE_SIZE', {
    en: `first must be from 1 to ${MAX_NEXT_LESSONS}, not ${first}.`,
    'zh-CN': `first 须在 1 到 ${MAX_NEXT_LESSONS} 之间,收到 ${first}。`,
  });
}

export const studentTypes: Pick<Resolvers, 'Student' | 'Guardian' | 'Enrollment'> = {
  Student: {
    __resolveReference: ({ id }, { load }) => load(studentsById, id),
    guardian: ({ guardianId }) => ({ id: guardianId }),
    branch: ({ branchId }) => ({ id: branchId }),
    enrollments: ({ id }, _, { load }) => load(enrollmentsOfStudents, id),
    classGroups: ({ id }, _, { load }) => load(classGroupsOfStudents, id),
    nextLessons: async ({ id }, { first }, { load, now }) => {
      const count = checkFirst(first ?? 5);
      return (await load(nextLessonsOfStudents, { studentId: id, now })).slice(0, count);
    },
    lessons: ({ id }, span, { load, now }) => load(lessonsOfStudents, { id, ...weeksFrom(span, now) }),
    waitListEntries: ({ id }, _, { load }) => load(waitListEntriesOfStudents, id),
    activities: ({ id }, span, { load, now }) => load(activitiesOfStudents, { id, ...weeksFrom(span, now) }),
    registeredAt: ({ createdAt }) => createdAt,
  },
  Guardian: {
    __resolveReference: ({ id }) => ({ id }),
    students: ({ id }, _, { load }) => load(studentsOfGuardians, id),
  },
  Enrollment: {
    __resolveReference: ({ id }, { load }) => load(enrollmentsById, id),
    student: ({ studentId }, _, { load }) => load(studentsById, studentId),
    classGroup: classGroupOf,
    suspensions: ({ id }, _, { load }) => load(suspensionsOfEnrollments, id),
  },
};
