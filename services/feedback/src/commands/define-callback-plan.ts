import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import type { CallbackStage } from '../domain/callback.ts';
import { checkPlan } from '../domain/plan.ts';
import { refusePartOfChain } from '../domain/reach.ts';
import { CallbackPlan } from '../persistence/entities/callback-plan.ts';
import { latestPlan } from '../persistence/queries/in-force.ts';
import { checkBranch } from './check-branch.ts';
import { shipDefaults } from './ship-defaults.ts';

export interface DefineCallbackPlanInput {
  branchId?: string | null | undefined;
  stage: CallbackStage;
  name: string;
  dueWithinDays: number;
  script: string;
}

/** Puts a plan in force from now on, in place of the one of the same branch and stage. Throws BRANCH_NOT_FOUND, CALLBACK_PLAN_CHANGED. */
export async function defineCallbackPlan(unit: UnitOfWork, input: DefineCallbackPlanInput): Promise<CallbackPlan> {
  const { em, principal, now } = unit;
  const branchId = input.branchId ?? null;
  checkPlan(input);
  if (branchId === null) refusePartOfChain(principal.branches);
  else await checkBranch(unit, branchId);
  await shipDefaults(unit);
  const former = await latestPlan(em, input.stage, branchId);
  if (former) former.validTo = now;
  const { stage, name, dueWithinDays, script } = input;
  const plan = em.create(CallbackPlan, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    stage,
    edition: (former?.edition ?? 0) + 1,
    name,
    dueWithinDays,
    script,
    validFrom: now,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'callback_plan_edition') ? changedMeanwhile(stage) : error;
  });
  return plan;
}

const changedMeanwhile = (stage: CallbackStage) =>
  conflict(
    'CALLBACK_PLAN_CHANGED',
    {
      en: `Somebody defined the plan for ${stage} at the same moment. Look at it, then define yours again.`,
      'zh-CN': `他人刚刚修改了 ${stage} 阶段的回访计划,请查看后重试。`,
    },
    { stage },
  );
