import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CallbackStage } from '../../domain/callback.ts';
import type { SurveyOccasion } from '../../domain/survey.ts';
import { CallbackPlan } from '../entities/callback-plan.ts';
import { Survey } from '../entities/survey.ts';

/** The plan of a stage that holds in a branch: its own, else the chain's; null where there is neither. */
export async function planInForce(
  em: SqlEntityManager,
  stage: CallbackStage,
  branchId: string,
): Promise<CallbackPlan | null> {
  const plans = await em.find(CallbackPlan, { stage, validTo: null, $or: [{ branchId }, { branchId: null }] });
  return plans.find((plan) => plan.branchId === branchId) ?? plans[0] ?? null;
}

/** The latest edition of exactly that branch and stage, in force or not. */
export const latestPlan = (em: SqlEntityManager, stage: CallbackStage, branchId: string | null) =>
  em.findOne(CallbackPlan, { stage, branchId }, { orderBy: { edition: 'desc' } });

/** The latest edition of the survey for an occasion: the one in force. */
export const latestSurvey = (em: SqlEntityManager, occasion: SurveyOccasion) =>
  em.findOne(Survey, { occasion }, { orderBy: { edition: 'desc' } });
