import type { Resolvers } from '../generated/resolvers.ts';
import {
  guardiansByHousehold,
  guardiansById,
  householdsById,
  leadsById,
  sourcesByStudent,
  trialLessonsById,
} from '../persistence/queries/by-id.ts';
import { present, reference } from './reference.ts';

export const types: Pick<Resolvers, 'Guardian' | 'Household' | 'TrialLesson' | 'Student'> = {
  Guardian: {
    __resolveReference: ({ id }, { load }) => load(guardiansById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    household: async ({ householdId }, _, { load }) =>
      present(await load(householdsById, householdId), `Household ${householdId} of a guardian`),
  },
  Household: { guardians: ({ id }, _, { load }) => load(guardiansByHousehold, id) },
  TrialLesson: {
    __resolveReference: ({ id }, { load }) => load(trialLessonsById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    lead: async ({ leadId }, _, { load }) => present(await load(leadsById, leadId), `Lead ${leadId} of a trial lesson`),
    scheduledLesson: ({ scheduledLessonId }) => reference(scheduledLessonId),
  },
  Student: {
    __resolveReference: ({ id }) => ({ id }),
    leadSource: ({ id }, _, { load }) => load(sourcesByStudent, id),
  },
};
