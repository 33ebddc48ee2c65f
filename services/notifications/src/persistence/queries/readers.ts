import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { BranchCopy } from '../entities/branch-copy.ts';
import { GuardianCopy } from '../entities/guardian-copy.ts';
import { OrganizationCopy } from '../entities/organization-copy.ts';
import { Preference } from '../entities/preference.ts';
import { type GuardianPreference, SHIPPED_PREFERENCE } from './preferences-by-guardian.ts';

/** What is known of those whom notices are for. */
export interface Readers {
  school: OrganizationCopy | undefined;
  guardian(guardianId: string): GuardianCopy | undefined;
  /** The shipped one where none was set. */
  preference(guardianId: string): GuardianPreference;
  /** The branch's zone, else the school's, else UTC. */
  zone(branchId: string | null | undefined): string;
}

/** Everything that many notices need to know of their readers, in four queries. */
export async function readersOf(
  em: SqlEntityManager,
  of: readonly { guardianId: string; branchId?: string | null | undefined }[],
): Promise<Readers> {
  const where = { guardianId: { $in: [...new Set(of.map(({ guardianId }) => guardianId))] } };
  const guardians = new Map((await em.find(GuardianCopy, where)).map((row) => [row.guardianId, row]));
  const preferences = new Map((await em.find(Preference, where)).map((row) => [row.guardianId, row]));
  const branchIds = [...new Set(of.flatMap(({ branchId }) => (branchId ? [branchId] : [])))];
  const branches = await em.find(BranchCopy, { branchId: { $in: branchIds } });
  const zones = new Map(branches.map(({ branchId, timeZone }) => [branchId, timeZone]));
  const [school] = await em.find(OrganizationCopy, {});
  return {
    school,
    guardian: (guardianId) => guardians.get(guardianId),
    preference: (guardianId) => preferences.get(guardianId) ?? SHIPPED_PREFERENCE,
    zone: (branchId) => (branchId && zones.get(branchId)) || school?.timeZone || 'UTC',
  };
}
