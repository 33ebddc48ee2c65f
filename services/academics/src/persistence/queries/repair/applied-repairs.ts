import type { Cursor } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { AppliedRepair } from '../../entities/applied-repair.ts';
import { inOrder } from '../by-id.ts';

export const appliedRepairsById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(AppliedRepair, { id: { $in: [...ids] } }));

/** The newest first. */
export const listAppliedRepairs = (
  em: SqlEntityManager,
  paging: { first: number; after?: string },
  branchId: string | null | undefined,
): Promise<Cursor<AppliedRepair>> =>
  em.findByCursor(AppliedRepair, {
    ...paging,
    where: branchId ? { branchId } : {},
    orderBy: { createdAt: 'desc', id: 'desc' },
  });
