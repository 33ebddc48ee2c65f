import { addHoliday } from '../commands/add-holiday.ts';
import { addTeacherAbsence } from '../commands/add-teacher-absence.ts';
import { closeRoom } from '../commands/close-room.ts';
import { linkClassGroups } from '../commands/link-class-groups.ts';
import { pinLesson } from '../commands/pin-lesson.ts';
import { removeHoliday } from '../commands/remove-holiday.ts';
import { reopenRoom } from '../commands/reopen-room.ts';
import { setCourseEquipment } from '../commands/set-course-equipment.ts';
import { setOpeningHours } from '../commands/set-opening-hours.ts';
import { setRoomEquipment } from '../commands/set-room-equipment.ts';
import { setTeacherHours } from '../commands/set-teacher-hours.ts';
import { setTeacherSkills } from '../commands/set-teacher-skills.ts';
import { setTravelTime } from '../commands/set-travel-time.ts';
import { setWeeklyNeed } from '../commands/set-weekly-need.ts';
import { unlinkClassGroups } from '../commands/unlink-class-groups.ts';
import { withdrawTeacherAbsence } from '../commands/withdraw-teacher-absence.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

/** What a timetable has to know. */
export const timetableDataMutations = {
  setTeacherSkills: async (_, { input }, { write }) => ({
    teacher: await write((unit) => setTeacherSkills(unit, input)),
  }),
  setTeacherHours: async (_, { input }, { write }) => ({
    teacher: await write((unit) => setTeacherHours(unit, input)),
  }),
  addTeacherAbsence: (_, { input }, { write }) => write((unit) => addTeacherAbsence(unit, input)),
  withdrawTeacherAbsence: async (_, { input }, { write }) => ({
    teacher: await write((unit) => withdrawTeacherAbsence(unit, input)),
  }),
  closeRoom: (_, { input }, { write }) => write((unit) => closeRoom(unit, input)),
  reopenRoom: async (_, { input }, { write }) => ({ room: await write((unit) => reopenRoom(unit, input)) }),
  setRoomEquipment: async (_, { input }, { write }) => ({
    room: await write((unit) => setRoomEquipment(unit, input)),
  }),
  setCourseEquipment: async (_, { input }, { write }) => ({
    course: await write((unit) => setCourseEquipment(unit, input)),
  }),
  setOpeningHours: async (_, { input }, { write }) => {
    const { branchId } = await write((unit) => setOpeningHours(unit, input));
    return { branch: { id: branchId } };
  },
  addHoliday: async (_, { input }, { write }) => ({ holiday: await write((unit) => addHoliday(unit, input)) }),
  removeHoliday: async (_, { input }, { write }) => ({ holiday: await write((unit) => removeHoliday(unit, input)) }),
  setTravelTime: async (_, { input }, { write }) => {
    const { branchId } = await write((unit) => setTravelTime(unit, input));
    return { branch: { id: branchId } };
  },
  setWeeklyNeed: async (_, { input }, { write }) => ({
    classGroup: await write((unit) => setWeeklyNeed(unit, input)),
  }),
  pinLesson: async (_, { input }, { write }) => ({ scheduledLesson: await write((unit) => pinLesson(unit, input)) }),
  linkClassGroups: async (_, { input }, { write }) => ({
    classLink: await write((unit) => linkClassGroups(unit, input)),
  }),
  unlinkClassGroups: async (_, { input }, { write }) => ({
    classLink: await write((unit) => unlinkClassGroups(unit, input)),
  }),
} satisfies MutationResolvers;
