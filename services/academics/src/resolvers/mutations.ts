import { addCourse } from '../commands/add-course.ts';
import { addRoom } from '../commands/add-room.ts';
import { cancelLesson } from '../commands/cancel-lesson.ts';
import { closeClassGroup } from '../commands/close-class-group.ts';
import { createCalendarFeed } from '../commands/create-calendar-feed.ts';
import { enrollStudent } from '../commands/enroll-student.ts';
import { moveStudent } from '../commands/move-student.ts';
import { openClassGroup } from '../commands/open-class-group.ts';
import { registerStudent } from '../commands/register-student.ts';
import { rescheduleLesson } from '../commands/reschedule-lesson.ts';
import { revokeCalendarFeed } from '../commands/revoke-calendar-feed.ts';
import { scheduleLessons } from '../commands/schedule-lessons.ts';
import { withdrawStudent } from '../commands/withdraw-student.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { classChangeMutations } from './class-change-mutations.ts';
import { repairMutations } from './repair.ts';
import { seatMutations } from './seat-mutations.ts';
import { timetableDataMutations } from './timetable-data-mutations.ts';
import { timetableRunMutations } from './timetable-run-mutations.ts';

export const mutations: MutationResolvers = {
  ...timetableDataMutations,
  ...timetableRunMutations,
  ...classChangeMutations,
  ...repairMutations,
  ...seatMutations,
  createCalendarFeed: (_, { input }, { write }) => write((unit) => createCalendarFeed(unit, input)),
  revokeCalendarFeed: async (_, { input }, { write }) => ({
    calendarFeed: await write((unit) => revokeCalendarFeed(unit, input)),
  }),
  registerStudent: async (_, { input }, { write }) => ({
    student: await write((unit) => registerStudent(unit, input)),
  }),
  addCourse: async (_, { input }, { write }) => ({ course: await write((unit) => addCourse(unit, input)) }),
  addRoom: async (_, { input }, { write }) => ({ room: await write((unit) => addRoom(unit, input)) }),
  openClassGroup: async (_, { input }, { write }) => ({
    classGroup: await write((unit) => openClassGroup(unit, input)),
  }),
  closeClassGroup: async (_, { input }, { write }) => ({
    classGroup: await write((unit) => closeClassGroup(unit, input)),
  }),
  scheduleLessons: async (_, { input }, { write }) => ({
    scheduledLessons: await write((unit) => scheduleLessons(unit, input)),
  }),
  rescheduleLesson: async (_, { input }, { write }) => ({
    scheduledLesson: await write((unit) => rescheduleLesson(unit, input)),
  }),
  assignSubstitute: async (_, { input }, { write }) => ({
    scheduledLesson: await write((unit) => rescheduleLesson(unit, input)),
  }),
  cancelLesson: async (_, { input }, { write }) => ({
    scheduledLesson: await write((unit) => cancelLesson(unit, input)),
  }),
  enrollStudent: async (_, { input }, { write }) => ({
    enrollment: await write((unit) => enrollStudent(unit, input)),
  }),
  moveStudent: async (_, { input }, { write }) => ({
    enrollment: await write((unit) => moveStudent(unit, input)),
  }),
  withdrawStudent: async (_, { input }, { write }) => ({
    enrollment: await write((unit) => withdrawStudent(unit, input)),
  }),
};
