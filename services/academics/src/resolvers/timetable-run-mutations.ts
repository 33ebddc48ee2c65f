import { applyTimetableRun } from '../commands/apply-timetable-run.ts';
import { cancelTimetableRun } from '../commands/cancel-timetable-run.ts';
import { startTimetableRun } from '../commands/start-timetable-run.ts';
import { undoTimetableRun } from '../commands/undo-timetable-run.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const timetableRunMutations = {
  startTimetableRun: async (_, { input }, { write }) => ({
    timetableRun: await write((unit) => startTimetableRun(unit, input)),
  }),
  cancelTimetableRun: async (_, { input }, { write }) => ({
    timetableRun: await write((unit) => cancelTimetableRun(unit, input)),
  }),
  applyTimetableRun: (_, { input }, { write }) => write((unit) => applyTimetableRun(unit, input)),
  undoTimetableRun: (_, { input }, { write }) => write((unit) => undoTimetableRun(unit, input)),
} satisfies MutationResolvers;
