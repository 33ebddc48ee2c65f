import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { FollowUp } from '../entities/follow-up.ts';
import { Guardian } from '../entities/guardian.ts';
import { Household } from '../entities/household.ts';
import { Lead } from '../entities/lead.ts';
import { LeadImport } from '../entities/lead-import.ts';
import { StudentSource } from '../entities/student-source.ts';
import { TrialLesson } from '../entities/trial-lesson.ts';

type Ids = readonly string[];

/** In the order of `ids`; null where nothing is visible. */
const inOrder = <Row extends { id: string }>(ids: Ids, rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const leadsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Lead, { id: { $in: [...ids] } }));
export const guardiansById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Guardian, { id: { $in: [...ids] } }));
export const householdsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Household, { id: { $in: [...ids] } }));
export const trialLessonsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(TrialLesson, { id: { $in: [...ids] } }));
export const leadImportsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(LeadImport, { id: { $in: [...ids] } }));
export const sourcesByStudent = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(StudentSource, { id: { $in: [...ids] } }));

/** The contacts with each lead, the latest first. */
export async function followUpsByLead(em: SqlEntityManager, leadIds: Ids): Promise<FollowUp[][]> {
  const rows = await em.find(
    FollowUp,
    { leadId: { $in: [...leadIds] } },
    { orderBy: { contactedAt: 'desc', id: 'desc' } },
  );
  const byLead = Map.groupBy(rows, ({ leadId }) => leadId);
  return leadIds.map((id) => byLead.get(id) ?? []);
}

/** The trial lessons of each lead, the latest first. */
export async function trialLessonsByLead(em: SqlEntityManager, leadIds: Ids): Promise<TrialLesson[][]> {
  const rows = await em.find(
    TrialLesson,
    { leadId: { $in: [...leadIds] } },
    { orderBy: { startsAt: 'desc', id: 'desc' } },
  );
  const byLead = Map.groupBy(rows, ({ leadId }) => leadId);
  return leadIds.map((id) => byLead.get(id) ?? []);
}

/** The guardians of each household, the longest known first. */
export async function guardiansByHousehold(em: SqlEntityManager, householdIds: Ids): Promise<Guardian[][]> {
  const rows = await em.find(
    Guardian,
    { householdId: { $in: [...householdIds] } },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  const byHousehold = Map.groupBy(rows, ({ householdId }) => householdId);
  return householdIds.map((id) => byHousehold.get(id) ?? []);
}
