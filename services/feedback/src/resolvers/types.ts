import type { BatchLoad, RequestContext } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Survey } from '../persistence/entities/survey.ts';
import {
  callbackPlansById,
  callbacksByStudent,
  callbackTasksById,
  surveyInvitationsById,
  surveyResponsesById,
  surveysById,
} from '../persistence/queries/by-id.ts';
import { lastCsatOfTickets, lastNpsOfGuardians, lastNpsOfStudents } from '../persistence/queries/scores.ts';

/** What another service owns, by its id. */
const reference = (id: string | null | undefined): { id: string } | null => (id ? { id } : null);

/** What is always there: whoever sees the row sees what it was made from. */
async function must<Row>(load: RequestContext['load'], batch: BatchLoad<string, Row | null>, id: string): Promise<Row> {
  const row = await load(batch, id);
  if (row === null) throw new Error(`A row refers to ${id}, which is not there.`);
  return row;
}

const survey = ({ surveyId }: { surveyId: string }, _: unknown, { load }: RequestContext): Promise<Survey> =>
  must(load, surveysById, surveyId);

export const types: Pick<
  Resolvers,
  'CallbackPlan' | 'CallbackTask' | 'Survey' | 'SurveyInvitation' | 'SurveyResponse' | 'Student' | 'Guardian' | 'Ticket'
> = {
  CallbackPlan: {
    __resolveReference: ({ id }, { load }) => load(callbackPlansById, id),
    branch: ({ branchId }) => reference(branchId),
    version: ({ edition }) => edition,
  },
  CallbackTask: {
    __resolveReference: ({ id }, { load }) => load(callbackTasksById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    plan: ({ planId }, _, { load }) => must(load, callbackPlansById, planId),
    student: ({ studentId }) => ({ id: studentId }),
    guardian: ({ guardianId }) => ({ id: guardianId }),
    owner: ({ ownerId }) => reference(ownerId),
    completedBy: ({ completedById }) => reference(completedById),
    isOverdue: ({ status, dueAt }, _, { now }) => status === 'OPEN' && dueAt < now,
  },
  Survey: {
    __resolveReference: ({ id }, { load }) => load(surveysById, id),
    questions: ({ questions }) => [...questions],
    version: ({ edition }) => edition,
  },
  SurveyInvitation: {
    __resolveReference: ({ id }, { load }) => load(surveyInvitationsById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    survey,
    guardian: ({ guardianId }) => ({ id: guardianId }),
    student: ({ studentId }) => reference(studentId),
    ticket: ({ ticketId }) => reference(ticketId),
    sentAt: ({ createdAt }) => createdAt,
  },
  SurveyResponse: {
    __resolveReference: ({ id }, { load }) => load(surveyResponsesById, id),
    branch: ({ branchId }) => ({ id: branchId }),
    survey,
    guardian: ({ guardianId }) => ({ id: guardianId }),
    student: ({ studentId }) => reference(studentId),
    ticket: ({ ticketId }) => reference(ticketId),
  },
  Student: {
    __resolveReference: ({ id }) => ({ id }),
    callbacks: ({ id }, _, { load }) => load(callbacksByStudent, id),
    nps: ({ id }, _, { load }) => load(lastNpsOfStudents, id),
  },
  Guardian: {
    __resolveReference: ({ id }) => ({ id }),
    nps: ({ id }, _, { load }) => load(lastNpsOfGuardians, id),
  },
  Ticket: {
    __resolveReference: ({ id }) => ({ id }),
    satisfaction: ({ id }, _, { load }) => load(lastCsatOfTickets, id),
  },
};
