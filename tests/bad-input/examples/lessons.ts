import type { School } from '../school.ts';
import type { Examples } from './example.ts';
import { makeClass, makeLesson, makeRoster, makeStudent } from './things.ts';

const end = (startsAt: string): string => new Date(Date.parse(startsAt) + 5_400_000).toISOString();
const lessonAt = ({ life }: School, startsAt: string) => ({
  ...{ startsAt, endsAt: end(startsAt) },
  ...{ roomId: life.stage.ids.otherRoomId, teacherId: life.stage.ids.teacherId },
});

const waive = ['ON_HOLIDAY'];

/** academics and attendance. */
export const lessonExamples: Examples = {
  registerStudent: [
    async ({ life }) => ({
      input: {
        ...{ branchId: life.stage.ids.branchId, guardianId: life.lead.guardianId },
        ...{ name: '小红', birthDate: '2018-01-01' },
      },
    }),
  ],
  addCourse: [
    async ({ next }) => ({
      input: { name: `素描 ${next()}`, subject: '美术', level: '一级', lessonHundredths: 100, durationMinutes: 60 },
    }),
  ],
  addRoom: [
    async ({ life, next }) => ({ input: { branchId: life.stage.ids.branchId, name: `室 ${next()}`, capacity: 10 } }),
  ],
  openClassGroup: [
    async ({ life, next }) => {
      const { branchId, courseId, teacherId, roomId } = life.stage.ids;
      return { input: { branchId, courseId, teacherId, roomId, name: `班 ${next()}`, capacity: 10 } };
    },
  ],
  closeClassGroup: [async (school) => ({ input: { classGroupId: await makeClass(school) } })],
  scheduleLessons: [
    async (school) => {
      const input = { classGroupId: await makeClass(school), lessons: [lessonAt(school, school.slotAhead())], waive };
      return { input };
    },
    async (school) => {
      const startsAt = school.slotAhead();
      const local = new Date(Date.parse(startsAt) + 8 * 3_600_000);
      const from = local.toISOString().slice(0, 10);
      const weekly = {
        ...{ weekday: local.getUTCDay() || 7, startTime: local.toISOString().slice(11, 16), from, count: 1 },
        skipDays: ['2026-01-01'],
      };
      return { input: { classGroupId: await makeClass(school), weekly } };
    },
  ],
  rescheduleLesson: [
    async (school) => ({
      input: {
        ...{ scheduledLessonId: await makeLesson(school), reason: '停电' },
        ...{ ...lessonAt(school, school.slotAhead()), waive },
      },
    }),
  ],
  assignSubstitute: [
    async (school) => {
      const { teachers } = await school.ask('{ teachers(first: 100) { nodes { id } } }');
      const teacherId = teachers.nodes.find(({ id }: { id: string }) => id !== school.life.stage.ids.teacherId).id;
      return { input: { scheduledLessonId: await makeLesson(school), teacherId, reason: '生病', waive } };
    },
  ],
  applyRepairPlan: [
    async (school) => {
      const [classGroupId, startsAt] = [await makeClass(school), school.slotAhead()];
      const scheduledLessonId = await makeLesson(school, classGroupId, startsAt);
      const changes = [
        { kind: 'RESCHEDULE', classGroupId, scheduledLessonId, version: 1, after: lessonAt(school, startsAt) },
      ];
      return { input: { reason: '停电', changes } };
    },
  ],
  undoRepairPlan: [
    async (school) => {
      const [classGroupId, startsAt] = [await makeClass(school), school.slotAhead()];
      const changes = [{ kind: 'SCHEDULE', classGroupId, after: lessonAt(school, startsAt) }];
      const plan = { reason: '停电', changes };
      const { appliedRepair } = await school.run('applyRepairPlan', plan, 'appliedRepair { id }');
      return { input: { appliedRepairId: appliedRepair.id, reason: '恢复' } };
    },
  ],
  cancelLesson: [async (school) => ({ input: { scheduledLessonId: await makeLesson(school), reason: '停电' } })],
  enrollStudent: [
    async (school) => ({ input: { studentId: await makeStudent(school), classGroupId: await makeClass(school) } }),
  ],
  withdrawStudent: [
    async (school) => {
      const input = { studentId: await makeStudent(school), classGroupId: await makeClass(school) };
      await school.run('enrollStudent', input, 'enrollment { id }');
      return { input };
    },
  ],
  moveStudent: [
    async (school) => {
      const [studentId, fromClassGroupId] = [await makeStudent(school), await makeClass(school)];
      await school.run('enrollStudent', { studentId, classGroupId: fromClassGroupId }, 'enrollment { id }');
      return { input: { studentId, fromClassGroupId, toClassGroupId: await makeClass(school), reason: '时间更合适' } };
    },
  ],
  recordAttendance: [
    async (school) => {
      const { scheduledLessonId, studentId } = await makeRoster(school, 'now');
      const entries = [{ studentId, status: 'LATE', minutesLate: 5, note: '堵车' }];
      return { input: { scheduledLessonId, entries, deviceBatchId: `设备 ${school.next()}` } };
    },
  ],
  correctAttendance: [
    async (school) => {
      const { scheduledLessonId, studentId } = await makeRoster(school, 'now');
      const roll = { scheduledLessonId, entries: [{ studentId, status: 'PRESENT' }] };
      const { records } = await school.run('recordAttendance', roll, 'records { id }');
      return { input: { attendanceRecordId: records[0].id, status: 'LATE', minutesLate: 5, reason: '看错了' } };
    },
  ],
  requestLeave: [async (school) => ({ input: { ...(await makeRoster(school, 'ahead')), reason: '春游' } })],
};
