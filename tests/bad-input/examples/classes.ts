import type { School } from '../school.ts';
import type { Examples } from './example.ts';
import { makeClass, makeStudent } from './things.ts';

/** A student in a class of one. */
async function makePlace(school: School) {
  const place = { studentId: await makeStudent(school), classGroupId: await makeClass(school) };
  await school.run('enrollStudent', place, 'enrollment { id }');
  return place;
}
async function makeMove(school: School) {
  const { studentId, classGroupId: fromClassGroupId } = await makePlace(school);
  return { studentIds: [studentId], fromClassGroupId, reason: '学完一级' };
}

/** Suspension, promotion, merger and reopening. The school's day is 2026-06-20. */
export const classExamples: Examples = {
  suspendEnrollment: [
    async (school) => ({
      input: { ...(await makePlace(school)), from: '2026-06-25', until: '2026-06-30', keepsSeat: true, reason: '旅行' },
    }),
  ],
  resumeEnrollment: [
    async (school) => {
      const place = await makePlace(school);
      const suspension = { ...place, from: '2026-06-20', until: '2026-07-20', reason: '旅行' };
      await school.run('suspendEnrollment', suspension, 'enrollmentSuspension { id }');
      return { input: { ...place, on: '2026-06-30' } };
    },
  ],
  cancelSuspension: [
    async (school) => {
      const input = { ...(await makePlace(school)), from: '2026-06-25', reason: '旅行' };
      const { enrollmentSuspension } = await school.run('suspendEnrollment', input, 'enrollmentSuspension { id }');
      return { input: { enrollmentSuspensionId: enrollmentSuspension.id } };
    },
  ],
  promoteClassGroup: [
    async (school) => ({
      input: {
        ...{ ...(await makeMove(school)), toClassGroupId: await makeClass(school), on: '2026-06-25' },
        ...{ onConflict: 'SKIP', closeWhenEmpty: true },
      },
    }),
    async (school) => {
      const { courseId, teacherId, roomId } = school.life.stage.ids;
      const newClassGroup = { courseId, teacherId, roomId, name: `班 ${school.next()}`, capacity: 10 };
      return { input: { ...(await makeMove(school)), newClassGroup } };
    },
  ],
  mergeClassGroups: [
    async (school) => {
      const { fromClassGroupId } = await makeMove(school);
      return { input: { fromClassGroupId, toClassGroupId: await makeClass(school), reason: '人数不足' } };
    },
  ],
  reopenClassGroup: [
    async (school) => {
      const { classGroupId } = await makePlace(school);
      await school.run('closeClassGroup', { classGroupId }, 'classGroup { id }');
      return { input: { classGroupId } };
    },
  ],
};
