import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { SHIPPED_CALLBACK_PLAN, SHIPPED_SURVEYS } from '../domain/shipped.ts';
import { SURVEY_OCCASIONS } from '../domain/survey.ts';
import { CallbackPlan } from '../persistence/entities/callback-plan.ts';
import { Survey } from '../persistence/entities/survey.ts';

/**
 * The plans and surveys that every organization starts with, where it has none. Called whenever one is needed, because
 * the first contract may be heard of before the founding.
 */
export async function shipDefaults({ em, principal, now }: UnitOfWork): Promise<void> {
  const first = { organizationId: principal.organizationId, createdAt: now, version: 1, edition: 1 };
  await em
    .createQueryBuilder(CallbackPlan)
    .insert({ ...first, ...SHIPPED_CALLBACK_PLAN, id: newId(), branchId: null, validFrom: now })
    .onConflict()
    .ignore()
    .execute();
  const surveys = SURVEY_OCCASIONS.map((occasion) => ({
    ...first,
    ...SHIPPED_SURVEYS[occasion],
    id: newId(),
    occasion,
    publishedAt: now,
  }));
  await em.createQueryBuilder(Survey).insert(surveys).onConflict().ignore().execute();
}
