import type { School } from '../school.ts';
import type { Examples } from './example.ts';
import {
  makeBranch,
  makeClass,
  makeFoundTimetable,
  makeLesson,
  makeRoom,
  makeStudent,
  makeTeacher,
  makeTimetableRun,
  TIMETABLE_WEEK,
} from './things.ts';

const CANCEL = `mutation($input: CancelTimetableRunInput!) { cancelTimetableRun(input: $input) { timetableRun { id } } }`;
const hours = [{ weekday: 1, startTime: '09:00', endTime: '20:30' }];
const span = { from: '2026-07-01T00:00:00Z', to: '2026-07-08T00:00:00Z', reason: '培训' };
const days = { name: '校庆', firstDay: '2027-10-01', lastDay: '2027-10-02' };
const weights = {
  ...{ preferredTimes: 40, childWaits: 2, teacherWaits: 2, teacherDays: 8, sameRoom: 10 },
  ...{ fewTeachers: 60, spread: 40, evenLoad: 1, youngEarly: 10, fewLost: 5 },
};
const makeLink = async (school: School) => ({
  classGroupId: await makeClass(school),
  otherClassGroupId: await makeClass(school),
  kind: 'CONSECUTIVE',
});

/** What a timetable has to know, each of a thing of its own, so that the other examples find theirs as it was. */
export const timetableExamples: Examples = {
  createCalendarFeed: [
    async (school) => ({ input: { studentId: await makeStudent(school) } }),
    async (school) => ({ input: { teacherId: school.life.stage.ids.teacherId } }),
    async (school) => ({ input: { roomId: school.life.stage.ids.roomId } }),
  ],
  revokeCalendarFeed: [
    async (school) => {
      const feed = { studentId: await makeStudent(school) };
      const { calendarFeed } = await school.run('createCalendarFeed', feed, 'calendarFeed { id }');
      return { input: { calendarFeedId: calendarFeed.id } };
    },
  ],
  setTeacherSkills: [
    async (school) => {
      const courseIds = [school.life.stage.ids.courseId];
      return { input: { teacherId: await makeTeacher(school), courseIds, tier: '高级' } };
    },
  ],
  setTeacherHours: [
    async (school) => {
      const most = { maxMinutesPerDay: 300, maxMinutesPerWeek: 900 };
      return { input: { teacherId: await makeTeacher(school), weeklyHours: hours, ...most } };
    },
  ],
  addTeacherAbsence: [async (school) => ({ input: { teacherId: await makeTeacher(school), ...span } })],
  withdrawTeacherAbsence: [
    async (school) => {
      const input = { teacherId: await makeTeacher(school), ...span };
      const { teacherAbsence } = await school.run('addTeacherAbsence', input, 'teacherAbsence { id }');
      return { input: { teacherAbsenceId: teacherAbsence.id } };
    },
  ],
  closeRoom: [async (school) => ({ input: { roomId: await makeRoom(school), ...span } })],
  reopenRoom: [
    async (school) => {
      const input = { roomId: await makeRoom(school), ...span };
      const { roomClosure } = await school.run('closeRoom', input, 'roomClosure { id }');
      return { input: { roomClosureId: roomClosure.id } };
    },
  ],
  setRoomEquipment: [async (school) => ({ input: { roomId: await makeRoom(school), equipment: ['钢琴'] } })],
  setCourseEquipment: [
    async (school) => {
      const course = { name: `声乐 ${school.next()}`, subject: '音乐', durationMinutes: 60 };
      const { id } = (await school.run('addCourse', course, 'course { id }')).course;
      return { input: { courseId: id, neededEquipment: ['钢琴'] } };
    },
  ],
  setOpeningHours: [async (school) => ({ input: { branchId: await makeBranch(school), openingHours: hours } })],
  addHoliday: [async (school) => ({ input: { branchId: await makeBranch(school), ...days } })],
  removeHoliday: [
    async (school) => {
      const { holiday } = await school.run('addHoliday', days, 'holiday { id }');
      return { input: { holidayId: holiday.id } };
    },
  ],
  setTravelTime: [
    async (school) => ({
      input: { branchId: await makeBranch(school), otherBranchId: school.life.stage.ids.branchId, minutes: 40 },
    }),
  ],
  setWeeklyNeed: [
    async (school) => {
      const weeklyNeed = { lessonsPerWeek: 2, durationMinutes: 60, preferredTimes: hours, teacherTier: '高级' };
      return { input: { classGroupId: await makeClass(school), weeklyNeed } };
    },
  ],
  startTimetableRun: [
    async (school) => {
      const classGroupId = await makeClass(school);
      await school.run('setWeeklyNeed', { classGroupId, weeklyNeed: { lessonsPerWeek: 1 } }, 'classGroup { id }');
      const { branchId } = school.life.stage.ids;
      const chosen = { branchId, classGroupIds: [classGroupId], ...TIMETABLE_WEEK, seed: 7, secondsBudget: 1 };
      return {
        input: { ...chosen, branchIds: [branchId], chooseTeachers: true, makeUpLost: true, weights },
        // They search one after another, and without a budget for half a minute. Refused where it is over.
        end: ({ startTimetableRun: { timetableRun } }) =>
          school.send(CANCEL, { input: { timetableRunId: timetableRun.id } }),
      };
    },
  ],
  cancelTimetableRun: [async (school) => ({ input: { timetableRunId: await makeTimetableRun(school, 3) } })],
  applyTimetableRun: [
    async (school) => ({ input: { timetableRunId: await makeFoundTimetable(school), onConflict: 'SKIP' } }),
  ],
  undoTimetableRun: [
    async (school) => {
      const timetableRunId = await makeFoundTimetable(school);
      await school.run('applyTimetableRun', { timetableRunId, onConflict: 'SKIP' }, 'lessonCount');
      return { input: { timetableRunId, reason: '重排' } };
    },
  ],
  pinLesson: [async (school) => ({ input: { scheduledLessonId: await makeLesson(school), isPinned: true } })],
  linkClassGroups: [async (school) => ({ input: await makeLink(school) })],
  unlinkClassGroups: [
    async (school) => {
      const { classLink } = await school.run('linkClassGroups', await makeLink(school), 'classLink { id }');
      return { input: { classLinkId: classLink.id } };
    },
  ],
};
