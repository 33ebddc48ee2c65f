import type { Cursor } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { chooseSeatPolicy, type SeatPolicy as Policy } from '../../domain/seat-policy.ts';
import { SeatPolicy } from '../entities/seat-policy.ts';
import { inOrder } from './by-id.ts';

/** What applies in a branch at an instant. */
export async function seatPolicyAt(em: SqlEntityManager, branchId: string, at: Date): Promise<Policy> {
  const versions = await em.find(SeatPolicy, { validFrom: { $lte: at }, $or: [{ branchId }, { branchId: null }] });
  return chooseSeatPolicy(versions, branchId, at);
}

/** The newest first. */
export const listSeatPolicies = (
  em: SqlEntityManager,
  paging: { first: number; after?: string },
): Promise<Cursor<SeatPolicy>> =>
  em.findByCursor(SeatPolicy, { ...paging, where: {}, orderBy: { createdAt: 'desc', id: 'desc' } });

export const seatPoliciesById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(SeatPolicy, { id: { $in: [...ids] } }));
