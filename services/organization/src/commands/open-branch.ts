import { branchOpened } from '@campusgraph/contracts';
import { conflict, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkBranch } from '../domain/branch.ts';
import { checkText } from '../domain/grant.ts';
import { Branch } from '../persistence/entities/branch.ts';
import { Region } from '../persistence/entities/region.ts';
import { audit } from './audit.ts';

export interface OpenBranch {
  regionId: string;
  code: string;
  name: string;
  timeZone: string;
  address?: string | null | undefined;
}

/** A new branch. Throws REGION_NOT_FOUND, INVALID_BRANCH_CODE, UNKNOWN_TIME_ZONE, BRANCH_CODE_TAKEN. */
export async function openBranch(
  unit: UnitOfWork,
  { regionId, code, name, timeZone, address }: OpenBranch,
): Promise<Branch> {
  const { em, principal, now } = unit;
  checkBranch({ code, timeZone });
  if (!(await em.findOne(Region, { id: regionId }))) throw notFound('Region', regionId);
  const id = newId();
  const branch = em.create(Branch, {
    id,
    branchId: id,
    organizationId: principal.organizationId,
    createdAt: now,
    regionId,
    code,
    name: checkText('name', name),
    timeZone,
    address: address ?? null,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'branch_code')
      ? conflict(
          'BRANCH_CODE_TAKEN',
          { en: `There is a branch with the code ${code} already.`, 'zh-CN': `校区编码 ${code} 已被使用。` },
          { branchCode: code },
        )
      : error;
  });
  audit(unit, 'branch.opened', id);
  unit.record(branchOpened, branch, { branchId: id, code, name: branch.name, regionId, timeZone });
  return branch;
}
