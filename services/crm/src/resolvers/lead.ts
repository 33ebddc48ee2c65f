import { explain } from '../domain/explain-score.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { followUpsByLead, guardiansById, leadsById, trialLessonsByLead } from '../persistence/queries/by-id.ts';
import { reference } from './reference.ts';

export const leadTypes: Pick<Resolvers, 'Lead' | 'FollowUp' | 'ScoreReason'> = {
  Lead: {
    __resolveReference: ({ id }, { load }) => load(leadsById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    owner: ({ ownerId }) => reference(ownerId),
    followUps: ({ id }, _, { load }) => load(followUpsByLead, id),
    trialLessons: ({ id }, _, { load }) => load(trialLessonsByLead, id),
    attributes: ({ attributes }) => Object.entries(attributes ?? {}).map(([name, value]) => ({ name, value })),
    convertedStudent: ({ studentId }) => reference(studentId),
    guardian: ({ guardianId }, _, { load }) => (guardianId ? load(guardiansById, guardianId) : null),
    mergedInto: ({ mergedIntoId }, _, { load }) => (mergedIntoId ? load(leadsById, mergedIntoId) : null),
  },
  FollowUp: { staff: ({ staffId }) => reference(staffId) },
  ScoreReason: { text: (reason, _, { locale }) => explain(reason, locale) },
};
