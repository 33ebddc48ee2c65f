import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Branch } from '../entities/branch.ts';
import { Organization } from '../entities/organization.ts';
import { Region } from '../entities/region.ts';
import { Staff } from '../entities/staff.ts';

/** In the order of `ids`; null where nothing is visible. */
const inOrder = <Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const organizationsById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(Organization, { id: { $in: [...ids] } }));
export const regionsById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(Region, { id: { $in: [...ids] } }));
export const branchesById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(Branch, { id: { $in: [...ids] } }));
export const staffById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(Staff, { id: { $in: [...ids] } }));

/** The branches of each region, by code. */
export async function branchesByRegion(em: SqlEntityManager, regionIds: readonly string[]): Promise<Branch[][]> {
  const branches = await em.find(Branch, { regionId: { $in: [...regionIds] } }, { orderBy: { code: 'asc' } });
  return regionIds.map((regionId) => branches.filter((branch) => branch.regionId === regionId));
}
