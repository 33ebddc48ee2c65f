import type { Cursor } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CallbackStage, CallbackStatus } from '../../domain/callback.ts';
import type { SurveyKind } from '../../domain/score-scale.ts';
import type { SurveyOccasion } from '../../domain/survey.ts';
import { CallbackPlan } from '../entities/callback-plan.ts';
import { CallbackTask } from '../entities/callback-task.ts';
import { Survey } from '../entities/survey.ts';
import { SurveyInvitation } from '../entities/survey-invitation.ts';
import { SurveyResponse } from '../entities/survey-response.ts';

/** As `page` of @campusgraph/graphql reads it from a field's arguments. */
interface Page {
  first: number;
  after?: string;
}

/** A filter as GraphQL gives it: every part may be left out or null. */
type Filter<Fields> = { [Key in keyof Fields]?: Fields[Key] | null | undefined } | null | undefined;

const NEWEST_FIRST = { createdAt: 'desc', id: 'desc' } as const;

/** What is open-ended is in force. */
const ends = <Column extends string>(column: Column, inForce: boolean | null | undefined) =>
  inForce == null ? {} : ({ [column]: inForce ? null : { $ne: null } } as Record<Column, null | { $ne: null }>);

/** Only what the filter names. */
const given = <Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as never;

export function callbackPlans(
  em: SqlEntityManager,
  paging: Page,
  filter: Filter<{ branchId: string; stage: CallbackStage; inForce: boolean }>,
): Promise<Cursor<CallbackPlan>> {
  const { inForce, ...fields } = filter ?? {};
  const where = { ...given(fields), ...ends('validTo', inForce) };
  return em.findByCursor(CallbackPlan, { ...paging, where, orderBy: NEWEST_FIRST });
}

export function callbackTasks(
  em: SqlEntityManager,
  paging: Page,
  filter: Filter<{ branchId: string; status: CallbackStatus; ownerId: string; studentId: string; dueBefore: Date }>,
): Promise<Cursor<CallbackTask>> {
  const { dueBefore, ...fields } = filter ?? {};
  const where = { ...given(fields), ...(dueBefore && { dueAt: { $lt: dueBefore } }) };
  const orderBy = { dueAt: 'asc', id: 'asc' } as const;
  return em.findByCursor(CallbackTask, { ...paging, where, orderBy });
}

export function surveys(
  em: SqlEntityManager,
  paging: Page,
  filter: Filter<{ kind: SurveyKind; occasion: SurveyOccasion; inForce: boolean }>,
): Promise<Cursor<Survey>> {
  const { inForce, ...fields } = filter ?? {};
  const where = { ...given(fields), ...ends('retiredAt', inForce) };
  return em.findByCursor(Survey, { ...paging, where, orderBy: NEWEST_FIRST });
}

export function surveyInvitations(
  em: SqlEntityManager,
  paging: Page,
  filter: Filter<{ branchId: string; open: boolean }>,
  now: Date,
): Promise<Cursor<SurveyInvitation>> {
  const { open, ...fields } = filter ?? {};
  const closed = { $or: [{ answeredAt: { $ne: null } }, { expiresAt: { $lte: now } }] };
  const where = {
    ...given(fields),
    ...(open === true && { answeredAt: null, expiresAt: { $gt: now } }),
    ...(open === false && closed),
  };
  return em.findByCursor(SurveyInvitation, { ...paging, where, orderBy: NEWEST_FIRST });
}

export function surveyResponses(
  em: SqlEntityManager,
  paging: Page,
  filter: Filter<{ branchId: string; surveyId: string; kind: SurveyKind; ticketId: string }>,
): Promise<Cursor<SurveyResponse>> {
  const where = given(filter ?? {});
  const orderBy = { answeredAt: 'desc', id: 'desc' } as const;
  return em.findByCursor(SurveyResponse, { ...paging, where, orderBy });
}
