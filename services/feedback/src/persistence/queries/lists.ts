import { type Connection, type PageArguments, page, toConnection } from '@campusgraph/graphql';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CallbackStage, CallbackStatus } from '../../domain/callback.ts';
import type { SurveyKind } from '../../domain/score-scale.ts';
import type { SurveyOccasion } from '../../domain/survey.ts';
import { CallbackPlan } from '../entities/callback-plan.ts';
import { CallbackTask } from '../entities/callback-task.ts';
import { Survey } from '../entities/survey.ts';
import { SurveyInvitation } from '../entities/survey-invitation.ts';
import { SurveyResponse } from '../entities/survey-response.ts';

/** A filter as GraphQL gives it: every part may be left out or null. */
type Filter<Fields> = { [Key in keyof Fields]?: Fields[Key] | null | undefined } | null | undefined;

const NEWEST_FIRST = { createdAt: 'desc', id: 'desc' } as const;

/** What is open-ended is in force. */
const ends = <Column extends string>(column: Column, inForce: boolean | null | undefined) =>
  inForce == null ? {} : ({ [column]: inForce ? null : { $ne: null } } as Record<Column, null | { $ne: null }>);

/** Only what the filter names. */
const given = <Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as never;

export async function callbackPlans(
  em: SqlEntityManager,
  paging: PageArguments,
  filter: Filter<{ branchId: string; stage: CallbackStage; inForce: boolean }>,
): Promise<Connection<CallbackPlan>> {
  const { inForce, ...fields } = filter ?? {};
  const where = { ...given(fields), ...ends('validTo', inForce) };
  return toConnection(await em.findByCursor(CallbackPlan, { ...page(paging), where, orderBy: NEWEST_FIRST }));
}

export async function callbackTasks(
  em: SqlEntityManager,
  paging: PageArguments,
  filter: Filter<{ branchId: string; status: CallbackStatus; ownerId: string; studentId: string; dueBefore: Date }>,
): Promise<Connection<CallbackTask>> {
  const { dueBefore, ...fields } = filter ?? {};
  const where = { ...given(fields), ...(dueBefore && { dueAt: { $lt: dueBefore } }) };
  const orderBy = { dueAt: 'asc', id: 'asc' } as const;
  return toConnection(await em.findByCursor(CallbackTask, { ...page(paging), where, orderBy }));
}

export async function surveys(
  em: SqlEntityManager,
  paging: PageArguments,
  filter: Filter<{ kind: SurveyKind; occasion: SurveyOccasion; inForce: boolean }>,
): Promise<Connection<Survey>> {
  const { inForce, ...fields } = filter ?? {};
  const where = { ...given(fields), ...ends('retiredAt', inForce) };
  return toConnection(await em.findByCursor(Survey, { ...page(paging), where, orderBy: NEWEST_FIRST }));
}

export async function surveyInvitations(
  em: SqlEntityManager,
  paging: PageArguments,
  filter: Filter<{ branchId: string; open: boolean }>,
  now: Date,
): Promise<Connection<SurveyInvitation>> {
  const { open, ...fields } = filter ?? {};
  const closed = { $or: [{ answeredAt: { $ne: null } }, { expiresAt: { $lte: now } }] };
  const where = {
    ...given(fields),
    ...(open === true && { answeredAt: null, expiresAt: { $gt: now } }),
    ...(open === false && closed),
  };
  return toConnection(await em.findByCursor(SurveyInvitation, { ...page(paging), where, orderBy: NEWEST_FIRST }));
}

export async function surveyResponses(
  em: SqlEntityManager,
  paging: PageArguments,
  filter: Filter<{ branchId: string; surveyId: string; kind: SurveyKind; ticketId: string }>,
): Promise<Connection<SurveyResponse>> {
  const where = given(filter ?? {});
  const orderBy = { answeredAt: 'desc', id: 'desc' } as const;
  return toConnection(await em.findByCursor(SurveyResponse, { ...page(paging), where, orderBy }));
}
