import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkText } from '../domain/grant.ts';
import { Region } from '../persistence/entities/region.ts';

/** A new region. Throws REGION_NAME_TAKEN. */
export async function openRegion({ em, principal, now }: UnitOfWork, input: { name: string }): Promise<Region> {
  const name = checkText('name', input.name);
  const region = em.create(Region, { id: newId(), organizationId: principal.organizationId, createdAt: now, name });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'region_name')
      ? conflict('REGION_NAME_TAKEN', { en: `There is a region "${name}" already.`, 'zh-CN': `大区“${name}”已存在。` })
      : error;
  });
  return region;
}
