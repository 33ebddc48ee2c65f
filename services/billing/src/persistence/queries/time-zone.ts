import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { BranchCopy } from '../entities/branch-copy.ts';

/** Until a branch's own event has arrived: the zone of the market this is made for. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

/** The IANA zone in which a branch's days are meant. */
export const zoneOf = async (em: SqlEntityManager, branchId: string): Promise<string> =>
  (await em.findOne(BranchCopy, { branchId }))?.timeZone ?? DEFAULT_ZONE;
