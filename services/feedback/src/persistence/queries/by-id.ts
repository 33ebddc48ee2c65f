import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { CallbackPlan } from '../entities/callback-plan.ts';
import { CallbackTask } from '../entities/callback-task.ts';
import { Survey } from '../entities/survey.ts';
import { SurveyInvitation } from '../entities/survey-invitation.ts';
import { SurveyResponse } from '../entities/survey-response.ts';

/** In the order of `ids`; null where nothing is visible. */
const inOrder = <Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const callbackPlansById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(CallbackPlan, { id: { $in: [...ids] } }));
export const callbackTasksById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(CallbackTask, { id: { $in: [...ids] } }));
export const surveysById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(Survey, { id: { $in: [...ids] } }));
export const surveyInvitationsById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(SurveyInvitation, { id: { $in: [...ids] } }));
export const surveyResponsesById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(SurveyResponse, { id: { $in: [...ids] } }));

/** The callbacks of each student, the one due first at the top. */
export async function callbacksByStudent(
  em: SqlEntityManager,
  studentIds: readonly string[],
): Promise<CallbackTask[][]> {
  const tasks = await em.find(
    CallbackTask,
    { studentId: { $in: [...studentIds] } },
    { orderBy: { dueAt: 'asc', id: 'asc' } },
  );
  return studentIds.map((studentId) => tasks.filter((task) => task.studentId === studentId));
}
