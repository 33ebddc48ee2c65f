import { correctAttendance } from '../commands/correct-attendance.ts';
import { recordAttendance } from '../commands/record-attendance.ts';
import { requestLeave } from '../commands/request-leave.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutations: MutationResolvers = {
  recordAttendance: (_, { input }, { write }) => write((unit) => recordAttendance(unit, input)),
  correctAttendance: async (_, { input }, { write }) => ({
    attendanceRecord: await write((unit) => correctAttendance(unit, input)),
  }),
  requestLeave: async (_, { input }, { write }) => ({
    leaveRequest: await write((unit) => requestLeave(unit, input)),
  }),
};
