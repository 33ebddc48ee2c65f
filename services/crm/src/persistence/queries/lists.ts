import { type Search, searched } from '@campusgraph/persistence';
import type { FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { LeadStatus } from '../../domain/lead-status.ts';
import type { IntentLevel, LeadChannel, TrialStatus } from '../../domain/lead-words.ts';
import { normalizePhone } from '../../domain/phone.ts';
import { Guardian, guardianSearch } from '../entities/guardian.ts';
import { Lead, leadSearch } from '../entities/lead.ts';
import { LeadImport } from '../entities/lead-import.ts';
import { LeadImportIssue } from '../entities/lead-import-issue.ts';
import { TrialLesson } from '../entities/trial-lesson.ts';

/** A page as `em.findByCursor` takes it. */
export interface Paging {
  first: number;
  after?: string;
}
type Given<Value> = Value | null | undefined;

export interface LeadSearch {
  branchId?: Given<string>;
  status?: Given<LeadStatus>;
  intentLevel?: Given<IntentLevel>;
  channel?: Given<LeadChannel>;
  ownerId?: Given<string>;
  inPool?: Given<boolean>;
  overdue?: Given<boolean>;
  search?: Given<string>;
}

/** Leads that hold to all of `search`, the latest captured first. */
export const findLeads = (em: SqlEntityManager, search: LeadSearch, now: Date, paging: Paging) =>
  em.findByCursor(Lead, {
    ...paging,
    where: { $and: leadConditions(search, now) },
    orderBy: { capturedAt: 'desc', id: 'desc' },
  });

function leadConditions(search: LeadSearch, now: Date): FilterQuery<Lead>[] {
  const { branchId, status, intentLevel, channel, ownerId, inPool, overdue } = search;
  const conditions: FilterQuery<Lead>[] = [{ mergedIntoId: null }];
  if (branchId) conditions.push({ branchId });
  if (status) conditions.push({ status });
  if (intentLevel) conditions.push({ intentLevel });
  if (channel) conditions.push({ channel });
  if (ownerId) conditions.push({ ownerId });
  if (typeof inPool === 'boolean') conditions.push({ ownerId: inPool ? null : { $ne: null } });
  const due: FilterQuery<Lead> = { nextContactAt: { $lte: now }, status: { $nin: ['CONVERTED', 'LOST'] } };
  if (overdue === true) conditions.push(due);
  if (overdue === false) conditions.push({ $not: due });
  if (search.search) conditions.push(textCondition<Lead>(leadSearch, search.search));
  return conditions;
}

/** A whole phone number is looked up by its own index. */
function textCondition<Row extends Lead | Guardian>(search: Search, text: string): FilterQuery<Row> {
  const phone = normalizePhone(text);
  return phone ? ({ phone } as FilterQuery<Row>) : searched<Row>(search, text);
}

export interface GuardianSearch {
  branchId?: Given<string>;
  search?: Given<string>;
}

/** Guardians, the newest first. */
export const findGuardians = (em: SqlEntityManager, { branchId, search }: GuardianSearch, paging: Paging) =>
  em.findByCursor(Guardian, {
    ...paging,
    where: { $and: [branchId ? { branchId } : {}, search ? textCondition<Guardian>(guardianSearch, search) : {}] },
    orderBy: { createdAt: 'desc', id: 'desc' },
  });

export interface TrialSearch {
  branchId?: Given<string>;
  leadId?: Given<string>;
  status?: Given<TrialStatus>;
  from?: Given<Date>;
  to?: Given<Date>;
}

/** Trial lessons, the latest first. */
export const findTrialLessons = (
  em: SqlEntityManager,
  { branchId, leadId, status, from, to }: TrialSearch,
  paging: Paging,
) =>
  em.findByCursor(TrialLesson, {
    ...paging,
    where: {
      ...(branchId && { branchId }),
      ...(leadId && { leadId }),
      ...(status && { status }),
      ...((from || to) && { startsAt: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
    },
    orderBy: { startsAt: 'desc', id: 'desc' },
  });

/** Imports, the newest first. */
export const findLeadImports = (em: SqlEntityManager, paging: Paging) =>
  em.findByCursor(LeadImport, { ...paging, where: {}, orderBy: { createdAt: 'desc', id: 'desc' } });

/** What an import did not take, in the order of the file. */
export const findImportIssues = (
  em: SqlEntityManager,
  importId: string,
  kind: Given<'DUPLICATE' | 'REJECTED'>,
  paging: Paging,
) =>
  em.findByCursor(LeadImportIssue, {
    ...paging,
    where: { importId, ...(kind && { kind }) },
    orderBy: { rowNumber: 'asc', id: 'asc' },
  });
